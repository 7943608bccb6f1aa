import { readFileSync } from 'node:fs'
import { parseSync, Visitor } from 'vite'
import { expect, test } from 'vitest'
import { listCode } from './tracked-files.ts'

const READ_ALOUD = '(?:aria-label|aria-description|aria-roledescription|title|placeholder|alt)'

/** The texts with letters in a file's `html` templates and labels, where `${…}` should stand for one of `words`. */
function textsIn(file: string, text: string): string[] {
  const found: string[] = []
  const isLabel = new RegExp(`^${READ_ALOUD}$`)
  new Visitor({
    TaggedTemplateExpression({ tag, quasi }) {
      if (tag.type !== 'Identifier' || tag.name !== 'html') return
      const template = quasi.quasis.map(({ value }) => value.raw).join('\0')
      const labels = [...template.matchAll(new RegExp(`\\s${READ_ALOUD}="([^"]*)"`, 'g'))]
      const shown = template.replace(/<!--.*?-->/gs, '').replace(/<[^<>]*>/g, ' ')
      found.push(...shown.split(/[\0\n]/), ...labels.map(([, label]) => label ?? ''))
    },
    CallExpression({ callee, arguments: [name, value] }) {
      if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return
      if (callee.property.name !== 'setAttribute' || name?.type !== 'Literal') return
      if (isLabel.test(String(name.value)) && value?.type === 'Literal') found.push(String(value.value))
    },
    Property({ key, value }) {
      const name = key.type === 'Literal' ? String(key.value) : ''
      if (isLabel.test(name) && value.type === 'Literal') found.push(String(value.value))
    },
  }).visit(parseSync(file, text).program)
  return found.map((each) => each.trim()).filter((each) => /\p{L}/u.test(each))
}

test('no text that a person reads stands outside web/words', () => {
  const files = listCode().filter((file) => /^web\/(?!words\/)/.test(file))
  expect(files).toContain('web/elements/home-page.ts')
  const texts = files.flatMap((file) =>
    textsIn(file, readFileSync(file, 'utf8')).map((text) => `${file}: ${text}`),
  )
  expect(texts).toEqual([])
})

test.each([
  ['html`<p>Saved</p>`', 'Saved'],
  [`html\`<p class="a">\${x} changes</p>\``, 'changes'],
  [`html\`<button aria-label="Close" title=\${label}>\${icon}</button>\``, 'Close'],
  ["box.setAttribute('aria-label', 'Done')", 'Done'],
  ["const attributes = { 'aria-label': 'Text' }", 'Text'],
])('the test above finds the text in %s', (code, text) => {
  expect(textsIn('web/planted.ts', code)).toEqual([text])
})
