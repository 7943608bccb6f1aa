import { Plugin } from 'prosemirror-state'
import { expect, test } from 'vitest'
import { schema } from '../../../document/schema/schema.ts'
import { advanceBubble, type Bubble } from '../../../web/editor/bubble/bubble-state.ts'
import { clearMarks, setLink } from '../../../web/editor/marks.ts'
import { doc, em, link, p, pre, strong, title } from '../../support/build-document.ts'
import { find, sharedEditor } from './shared-editor.ts'
import { editorAt } from './typing.ts'

const bubble = () =>
  new Plugin<Bubble | undefined>({
    state: { init: () => undefined, apply: (tr, open, _before, state) => advanceBubble(tr, open, state) },
  })

function anEditor() {
  const plugin = bubble()
  const start = doc(title('T'), p('one two ', ...link('https://example.org', 'link'), ' end'), pre('code'))
  const ann = sharedEditor(start, [plugin])
  return { ann, shown: () => plugin.getState(ann.state), at: (text: string) => find(ann.doc, text) }
}

test('formats come with selected words, and not in the title, in code or over nothing but space', () => {
  const { ann, shown, at } = anEditor()
  expect(shown()).toBeUndefined()
  ann.select(at('one'), at('one') + 3)
  expect(shown()).toEqual({ kind: 'format', from: at('one'), to: at('one') + 3 })
  ann.select(at('one') + 3, at('one') + 4)
  expect(shown()).toBeUndefined()
  ann.select(at('code'), at('code') + 4)
  expect(shown()).toBeUndefined()
  ann.select(1, 2)
  expect(shown()).toBeUndefined()
})

test('a link is shown to whoever puts the caret in it, and not to whoever types there', () => {
  const { ann, shown, at } = anEditor()
  ann.select(at('link') + 2)
  expect(shown()).toEqual({ kind: 'link', from: at('link'), to: at('link') + 4, href: 'https://example.org' })
  ann.change((tr) => tr.insertText('x'))
  expect(shown()).toBeUndefined()
  ann.select(at('two'))
  expect(shown()).toBeUndefined()
})

test('what others write moves a bubble and shows none', () => {
  const { ann, shown, at } = anEditor()
  ann.foreign((tr) => tr.insert(at('one'), schema.text('zero ')))
  expect(shown()).toBeUndefined()
  ann.select(at('two'), at('two') + 3)
  ann.foreign((tr) => tr.insert(at('one'), schema.text('and ')))
  expect(shown()).toEqual({ kind: 'format', from: at('two'), to: at('two') + 3 })
  ann.foreign((tr) => tr.delete(at('two'), at('two') + 3))
  expect(shown()).toBeUndefined()
})

test('all formats of the selected words can be taken away at once, and links stay', () => {
  const editor = editorAt(
    doc(p('|', ...strong('a', ...em('b')), ...link('https://example.org', ...strong('c')), '|')),
  )
  expect(editor.run(clearMarks)).toBe(true)
  expect(editor.show()).toBe('title() p(ab[link:c]|)')
  expect(editor.run(clearMarks)).toBe(false)
})

test('a link made where nothing is selected is written with its words', () => {
  const editor = editorAt(doc(p('see |')))
  editor.run(setLink('https://example.org', 'here'))
  expect(editor.show()).toContain('see [link:here')
})
