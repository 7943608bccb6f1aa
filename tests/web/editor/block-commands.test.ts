import { NodeSelection } from 'prosemirror-state'
import { expect, test } from 'vitest'
import {
  deleteBlocks,
  duplicateBlocks,
  moveBlocksDown,
  moveBlocksUp,
} from '../../../web/editor/block-commands.ts'
import { details, doc, li, p, table, td, title, tr, ul } from '../../support/build-document.ts'
import { editorAt, editorOn } from './typing.ts'

const UP: readonly (readonly [string, string])[] = [
  ['one\n\ntw|o', 'p(tw|o) p(one)'],
  ['|one\n\ntwo', 'p(|one) p(two)'],
  ['one\n\nt|wo\n\nthr|ee', 'p(two) p(thr|ee) p(one)'],
  ['- one\n- tw|o\n  - three', 'ul(li(p(tw|o) ul(li(p(three)))) li(p(one)))'],
  ['- one\n  - tw|o\n  - three', 'ul(li(p(tw|o)) li(p(one) ul(li(p(three)))))'],
  ['one\n\n- tw|o', 'ul(li(p(tw|o))) p(one)'],
  ['one\n\n> tw|o\n>\n> three', 'p(one) p(tw|o) quote(p(three))'],
  ['one\n\n> tw|o', 'quote(p(tw|o)) p(one)'],
  ['one\n\n## tw|o', 'h2(tw|o) p(one)'],
]

for (const [before, after] of UP) {
  test(`moving up turns ${JSON.stringify(before)} into ${after}, by one step`, () => {
    const editor = editorOn(`# T\n\n${before}`)
    const shown = editor.show()
    expect(editor.run(moveBlocksUp)).toBe(true)
    expect(editor.show()).toBe(`title(T) ${after}`)
    expect(editor.steps.map((step) => step.toJSON().stepType)).toEqual(
      editor.show() === shown ? [] : ['move'],
    )
    editor.state.doc.check()
  })
}

test('moving down goes past the neighbour, out of a quote at its end, and not beyond the text', () => {
  const editor = editorOn('# T\n\n> one\n>\n> tw|o\n\nthree')
  editor.run(moveBlocksDown)
  expect(editor.show()).toBe('title(T) quote(p(one)) p(tw|o) p(three)')
  editor.run(moveBlocksDown)
  expect(editor.show()).toBe('title(T) quote(p(one)) p(three) p(tw|o)')
  expect(editor.run(moveBlocksDown)).toBe(true)
  expect(editor.steps).toHaveLength(2)
})

test('the first item of a list goes past the block above with a list of its own, or into the list above', () => {
  const past = editorOn('# T\n\none\n\n- tw|o\n- three')
  past.run(moveBlocksUp)
  expect(past.show()).toBe('title(T) ul(li(p(tw|o))) p(one) ul(li(p(three)))')
  const last = editorOn('# T\n\n1. two\n2. thr|ee\n\none')
  last.run(moveBlocksDown)
  expect(last.show()).toBe('title(T) ol(li(p(two))) p(one) ol(li(p(thr|ee)))')
  const into = editorAt(doc(title('T'), ul(li(p('a'))), ul(li(p('b|')), li(p('c')))))
  into.run(moveBlocksUp)
  expect(into.show()).toBe('title(T) ul(li(p(a)) li(p(b|))) ul(li(p(c)))')
  const first = editorOn('# T\n\n- on|e\n- two')
  first.run(moveBlocksUp)
  expect(first.steps).toEqual([])
})

test('the title is no block: nothing moves, copies or deletes it', () => {
  for (const command of [moveBlocksUp, moveBlocksDown, duplicateBlocks, deleteBlocks]) {
    const editor = editorOn('# T|\n\none')
    expect(editor.run(command)).toBe(false)
    expect(editor.steps).toEqual([])
  }
})

test('what stands in a cell stays in its cell, and a table selected as one moves as one', () => {
  const rows = (first: string) => [tr(td(p(first), p('b')), td(p('c')))]
  const inside = editorAt(doc(title('T'), p('x'), table(...rows('a|'))))
  inside.run(moveBlocksUp)
  expect(inside.steps).toEqual([])
  inside.run(moveBlocksDown)
  expect(inside.state.doc.textBetween(0, inside.state.doc.content.size, ' ')).toBe('T x b a c')
  const whole = editorAt(doc(title('T'), p('x|'), table(...rows('a'))))
  whole.dispatch(whole.state.tr.setSelection(NodeSelection.create(whole.state.doc, 6)))
  whole.run(moveBlocksUp)
  expect(whole.state.doc.eq(doc(title('T'), table(...rows('a')), p('x')))).toBe(true)
})

test('a section moves whole from its line; from within, a block leaves it', () => {
  const editor = editorAt(doc(title('T'), p('x'), details('lin|e', p('in'))))
  editor.run(moveBlocksUp)
  expect(editor.state.doc.eq(doc(title('T'), details('line', p('in')), p('x')))).toBe(true)
  const inner = editorAt(doc(title('T'), p('x'), details('line', p('i|n'))))
  inner.run(moveBlocksUp)
  expect(inner.state.doc.eq(doc(title('T'), p('x'), p('in'), details('line')))).toBe(true)
})

test('a copy stands below, nested content and all, with the caret in it', () => {
  const editor = editorOn('# T\n\n- on|e\n  - two\n- three')
  editor.run(duplicateBlocks)
  expect(editor.show()).toBe('title(T) ul(li(p(one) ul(li(p(two)))) li(p(on|e) ul(li(p(two)))) li(p(three)))')
})

test('deleting takes a list along that would be empty, and leaves a paragraph where one must be', () => {
  const list = editorOn('# T\n\none\n\n- tw|o\n\nthree')
  list.run(deleteBlocks)
  expect(list.show()).toBe('title(T) p(one) p(|three)')
  const only = editorOn('# T\n\non|e')
  only.run(deleteBlocks)
  expect(only.show()).toBe('title(T) p(|)')
  const cell = editorAt(doc(title('T'), table(tr(td(p('a|'))))))
  cell.run(deleteBlocks)
  expect(cell.state.doc.eq(doc(title('T'), table(tr(td(p())))))).toBe(true)
})
