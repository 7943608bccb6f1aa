import { undoInputRule } from 'prosemirror-inputrules'
import { Selection } from 'prosemirror-state'
import { expect, test } from 'vitest'
import { autolink } from '../../../web/editor/autolink.ts'
import { enter } from '../../../web/editor/enter.ts'
import { markdownRules } from '../../../web/editor/input-rules.ts'
import { typography } from '../../../web/editor/typography.ts'
import { redo, undo, undoHistory } from '../../../web/editor/undo/history.ts'
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
  ['width*2 + height*2', 'title() p(width*2 + height*2|)'],
  ['2**3 and 4**5', 'title() p(2**3 and 4**5|)'],
  ['x==1 and y==2', 'title() p(x==1 and y==2|)'],
  ['a~~b~~c', 'title() p(a~~b~~c|)'],
  ['_private_name', 'title() p(_private_name|)'],
  ['(_a_b)', 'title() p((_a_b)|)'],
  ['(*a)*b', 'title() p((*a)*b|)'],
  ['имя_файла_новое', 'title() p(имя_файла_новое|)'],
  ['menü_neu_2', 'title() p(menü_neu_2|)'],
  ['π*2*r', 'title() p(π*2*r|)'],
  ['(*a*)', 'title() p(([em:a])|)'],
  ['„**a**“', 'title() p(„[strong:a]“|)'],
  ['_a_ b', 'title() p([em:a] b|)'],
  ['**b**ly', 'title() p([strong:b]ly|)'],
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

test('the first undo takes back what a sign made, the second what was typed', () => {
  for (const [typed, plugin] of [
    ['a **b**', markdownRules()],
    ['# ', markdownRules()],
    ['say "', typography('en', () => true)],
    ['www.example.org ', autolink()],
  ] as const) {
    const editor = editorAt(documentOf('|'), [plugin, undoHistory()])
    editor.type(typed)
    expect(editor.show()).not.toBe(`title() p(${typed}|)`)
    expect(editor.run(undo)).toBe(true)
    expect(editor.show()).toBe(`title() p(${typed}|)`)
    expect(editor.run(undo)).toBe(true)
    expect(editor.show()).toBe('title() p(|)')
    editor.run(redo)
    editor.run(redo)
    expect(editor.show()).not.toBe(`title() p(${typed}|)`)
    editor.state.doc.check()
  }
})

test('a sign typed over selected words gives back the sign, and then the words', () => {
  const editor = editorAt(documentOf('say |words|'), [typography('en', () => true), undoHistory()])
  editor.type('"')
  expect(editor.show()).toBe('title() p(say “|)')
  editor.run(undo)
  expect(editor.show()).toBe('title() p(say "|)')
  editor.run(undo)
  expect(editor.state.doc.textContent).toBe('say words')
})

test('one Backspace after a shortcut gives back what was typed', () => {
  for (const typed of ['# ', '- ', '[] ', '> ', '---', '**b**', '`b`']) {
    const editor = editorAt(documentOf('|'), [markdownRules()])
    editor.type(typed)
    expect(editor.run(undoInputRule)).toBe(true)
    expect(editor.show()).toBe(`title() p(${typed}|)`)
  }
})
