import { undoInputRule } from 'prosemirror-inputrules'
import { Selection } from 'prosemirror-state'
import { expect, test } from 'vitest'
import { enter } from '../../../web/editor/enter.ts'
import { markdownRules } from '../../../web/editor/input-rules.ts'
import { documentOf } from './shared-editor.ts'
import { editorAt, editorOn } from './typing.ts'

const cases: readonly (readonly [string, string])[] = [
  ['# one', 'title() h1(one|)'],
  ['### one', 'title() h3(one|)'],
  ['- one', 'title() ul(li(p(one|)))'],
  ['* one', 'title() ul(li(p(one|)))'],
  ['1. one', 'title() ol(li(p(one|)))'],
  ['[] one', 'title() tasks(task(p(one|)))'],
  ['[ ] one', 'title() tasks(task(p(one|)))'],
  ['[x] one', 'title() tasks(task+(p(one|)))'],
  ['- [ ] one', 'title() tasks(task(p(one|)))'],
  ['- [x] one', 'title() tasks(task+(p(one|)))'],
  ['> one', 'title() quote(p(one|))'],
  ['```js one', 'title() codejs(one|)'],
  ['---', 'title() hr p(|)'],
  ['a **b c** d', 'title() p(a [strong:b c] d|)'],
  ['a *b* c', 'title() p(a [em:b] c|)'],
  ['a _b_ c', 'title() p(a [em:b] c|)'],
  ['a ~~b~~ c', 'title() p(a [strike:b] c|)'],
  ['a ==b c== d', 'title() p(a [highlight:b c] d|)'],
  ['a == b == c', 'title() p(a == b == c|)'],
  ['a === b', 'title() p(a === b|)'],
  ['a `b*c*` d', 'title() p(a [code:b*c*] d|)'],
  ['snake_case_name', 'title() p(snake_case_name|)'],
  ['2 * 3 * 4', 'title() p(2 * 3 * 4|)'],
]

for (const [typed, after] of cases) {
  test(`typing ${typed} makes ${after}`, () => {
    const editor = editorAt(documentOf('|'), [markdownRules()])
    editor.type(typed)
    expect(editor.show()).toBe(after)
    editor.state.doc.check()
  })
}

test('signs in front of words or a picture never take them away', () => {
  const rule = editorOn('# T\n\n|words that stay', [markdownRules()])
  rule.type('---')
  expect(rule.show()).toContain('p(---|words that stay)')
  const code = editorOn('# T\n\n|![b](https://example.org/b.png) c', [markdownRules()])
  code.type('``` ')
  expect(String(code.state.doc.child(1))).toBe('paragraph("``` ", image, " c")')
  const line = editorOn('# T\n\n|x ![](https://example.org/b.png)', [markdownRules()])
  line.dispatch(line.state.tr.insertText('```', 4, 6))
  line.dispatch(line.state.tr.setSelection(Selection.atEnd(line.state.doc)))
  line.run(enter)
  expect(String(line.state.doc.child(1))).toBe('paragraph("```", image)')
})

test('nothing happens in the title and in code', () => {
  const title = editorOn('# |\n\nx', [markdownRules()])
  title.type('- **a** # ')
  expect(title.state.doc.child(0).textContent).toContain('- **a** # ')
  const code = editorOn('# T\n\n```\n|x\n```', [markdownRules()])
  code.type('**a** `b` ')
  expect(code.show()).toBe('title(T) code(**a** `b` |x)')
})

test('one Backspace after a shortcut gives back what was typed', () => {
  for (const typed of ['# ', '- ', '[] ', '> ', '---', '**b**', '`b`']) {
    const editor = editorAt(documentOf('|'), [markdownRules()])
    editor.type(typed)
    expect(editor.run(undoInputRule)).toBe(true)
    expect(editor.show()).toBe(`title() p(${typed}|)`)
  }
})
