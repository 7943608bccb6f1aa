import { NodeSelection } from 'prosemirror-state'
import { expect, test } from 'vitest'
import { type TurnKind, turnInto } from '../../../web/editor/turn-into.ts'
import { callout, details, doc, figure, li, p, quote, title, ul } from '../../support/build-document.ts'
import { editorAt, editorOn } from './typing.ts'

const TURNED: readonly (readonly [TurnKind, string, string])[] = [
  ['heading2', 'on|e', 'h2(on|e)'],
  ['heading2', '# on|e', 'h2(on|e)'],
  ['heading1', '- on|e\n- two', 'h1(on|e) ul(li(p(two)))'],
  ['quote', '- on|e', 'quote(p(on|e))'],
  ['bullets', '> on|e', 'ul(li(p(on|e)))'],
  ['tasks', '- on|e', 'tasks(task(p(on|e)))'],
  ['code', '**on|e**', 'code(on|e)'],
  ['text', '```\non|e\n```', 'p(on|e)'],
]

for (const [kind, before, after] of TURNED) {
  test(`${JSON.stringify(before)} is turned into ${kind}: ${after}`, () => {
    const editor = editorOn(`# T\n\n${before}`)
    expect(editor.run(turnInto(kind))).toBe(true)
    expect(editor.show()).toBe(`title(T) ${after}`)
    editor.state.doc.check()
  })
}

test('a callout and a section come and go without a word lost', () => {
  const editor = editorAt(doc(title('T'), p('on|e'), p('two')))
  const turn = (kind: TurnKind) => {
    editor.run(turnInto(kind))
    return editor.state.doc
  }
  expect(turn('callout').eq(doc(title('T'), callout('note', p('one')), p('two')))).toBe(true)
  expect(turn('section').eq(doc(title('T'), details('one', p()), p('two')))).toBe(true)
  expect(turn('quote').eq(doc(title('T'), quote(p('one')), p(), p('two')))).toBe(true)
  expect(turn('callout').eq(doc(title('T'), callout('note', p('one')), p(), p('two')))).toBe(true)
  expect(turn('text').eq(doc(title('T'), p('one'), p(), p('two')))).toBe(true)
})

test('what would lose its picture stays what it is', () => {
  const pictured = doc(title('T'), figure('https://example.org/a.png', 'caption|'))
  for (const kind of ['text', 'heading1', 'code', 'section'] as const) {
    const editor = editorAt(pictured)
    editor.run(turnInto(kind))
    expect(editor.steps, kind).toEqual([])
  }
  const inline = editorOn('# T\n\na ![b](https://example.org/b.png) c|')
  expect(inline.run(turnInto('code'))).toBe(false)
})

test('an item that is selected as a whole is turned by its first line; its nested items stay items', () => {
  const editor = editorAt(doc(title('T'), ul(li(p('a|'), ul(li(p('b')))), li(p('c')))))
  editor.dispatch(editor.state.tr.setSelection(NodeSelection.create(editor.state.doc, 4)))
  editor.run(turnInto('numbers'))
  expect(editor.show()).toContain('ol(')
  expect(editor.show()).toContain('b')
  editor.state.doc.check()
})
