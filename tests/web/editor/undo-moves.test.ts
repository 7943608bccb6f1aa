import { expect, test } from 'vitest'
import { MoveStep } from '../../../document/commit/move-step.ts'
import { schema } from '../../../document/schema/schema.ts'
import { redo, undo, undoDepths, undoHistory } from '../../../web/editor/undo/history.ts'
import { documentOf, find, sharedEditor } from './shared-editor.ts'

/** Paragraphs of two letters: they begin at 2, 6, 10 and 14. */
function anEditor() {
  const editor = sharedEditor(documentOf('aa', 'bb', 'cc', 'dd'), [undoHistory()])
  return {
    editor,
    text: () => editor.doc.textBetween(0, editor.doc.content.size, ' ').trim(),
    move: (from: number, to: number, at: number) =>
      editor.change((tr) => tr.step(new MoveStep(from, to, at))),
    theyType: (letter: string, beside: string) =>
      editor.foreign((tr) => tr.insert(find(tr.doc, beside) + 1, schema.text(letter))),
  }
}

for (const when of ['pending', 'confirmed'] as const) {
  test(`undo of a ${when} move moves the block back with what another has written in it since`, () => {
    const { editor, text, move, theyType } = anEditor()
    move(6, 10, 18)
    if (when === 'confirmed') editor.confirm()
    theyType('X', 'bb')
    expect(text()).toBe('aa cc dd bXb')
    editor.run(undo)
    expect(text()).toBe('aa bXb cc dd')
    editor.run(redo)
    expect(text()).toBe('aa cc dd bXb')
    expect(editor.pending.at(-1)?.step).toBeInstanceOf(MoveStep)
  })
}

test('undo takes back what was typed before a move, where the block stands now', () => {
  const { editor, text, move } = anEditor()
  editor.change((tr) => tr.insertText('X', 8))
  move(6, 11, 2)
  expect([text(), undoDepths(editor.state).undo]).toEqual(['bXb aa cc dd', 2])
  editor.run(undo)
  expect(text()).toBe('aa bXb cc dd')
  editor.run(undo)
  expect(text()).toBe('aa bb cc dd')
})

test('undo finds what I typed in a block that another has moved', () => {
  const { editor, text } = anEditor()
  editor.change((tr) => tr.insertText('X', 8))
  editor.confirm()
  editor.foreign((tr) => tr.step(new MoveStep(6, 11, 2)))
  expect(text()).toBe('bXb aa cc dd')
  editor.run(undo)
  expect(text()).toBe('bb aa cc dd')
})

test('undo brings a block back from where another moved it on, and does nothing when it is gone', () => {
  const { editor, text, move } = anEditor()
  move(6, 10, 18)
  editor.confirm()
  editor.foreign((tr) => tr.step(new MoveStep(14, 18, 2)))
  expect(text()).toBe('bb aa cc dd')
  editor.run(undo)
  expect(text()).toBe('aa bb cc dd')
  editor.confirm()
  editor.foreign((tr) => tr.delete(6, 10))
  editor.run(redo)
  expect(text()).toBe('aa cc dd')
})

test('undo of a move of two blocks, one of which another took elsewhere, carries nothing foreign along', () => {
  const { editor, text, move } = anEditor()
  move(6, 14, 18)
  editor.confirm()
  expect(text()).toBe('aa dd bb cc')
  editor.foreign((tr) => tr.step(new MoveStep(10, 14, 2)))
  expect(text()).toBe('bb aa dd cc')
  editor.run(undo)
  expect(text()).toBe('bb aa dd cc')
})
