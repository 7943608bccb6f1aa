import type { Node } from 'prosemirror-model'
import { NodeSelection, TextSelection } from 'prosemirror-state'
import { expect, test } from 'vitest'
import { MoveStep } from '../../../document/commit/move-step.ts'
import { schema } from '../../../document/schema/schema.ts'
import { type Dragged, draggedBy, draggedKey, markDragged } from '../../../web/editor/drag/dragged.ts'
import { dropDragged, insertSlice } from '../../../web/editor/drag/drop-dragged.ts'
import { drops } from '../../../web/editor/drag/drops.ts'
import { undo, undoHistory } from '../../../web/editor/undo/history.ts'
import { doc, figure, hr, li, mention, p, pre, strong, title, ul } from '../../support/build-document.ts'
import { find, sharedEditor } from './shared-editor.ts'

/** An editor in which the text from `first` to the end of `last` has been taken hold of. */
function dragging(start: Node, first: string, last = first) {
  const editor = sharedEditor(start, [drops(() => undefined), undoHistory()])
  const [from, to] = [find(start, first), find(start, last) + last.length]
  editor.change((tr) => markDragged(tr, draggedBy(TextSelection.create(start, from, to))))
  return editor
}

function draggedIn({ state }: ReturnType<typeof sharedEditor>): Dragged | undefined {
  return draggedKey.getState(state)
}

/** Lets go at the start of a text, or at a position. */
function drop(editor: ReturnType<typeof sharedEditor>, target: string | number, isMove = true): string[] {
  const dragged = draggedIn(editor)
  if (!dragged || dragged === 'gone') return []
  const at = typeof target === 'number' ? target : find(editor.doc, target)
  const tr = dropDragged(editor.state, dragged, { at, isMove, prepare: (slice) => slice })
  if (!tr) return []
  editor.dispatch(tr)
  editor.doc.check()
  return tr.steps.map((step) => String(step.toJSON().stepType))
}

const LINES = doc(title('T'), p('alpha beta gamma'), p('end'))

test('dropped words are as others have made them since the drag began: written in, shortened and bold', () => {
  const editor = dragging(LINES, 'alpha beta ')
  editor.foreign((tr) => tr.insert(find(tr.doc, 'beta'), schema.text('NEW ')))
  editor.foreign((tr) => tr.delete(find(tr.doc, 'alpha'), find(tr.doc, 'NEW')))
  editor.foreign((tr) => {
    const at = find(tr.doc, 'beta')
    return tr.addMark(at, at + 4, schema.marks.strong.create())
  })
  expect(drop(editor, 'end')).toEqual(['move'])
  expect(editor.doc).toEqual(doc(title('T'), p('gamma'), p('NEW ', ...strong('beta'), ' end')))
})

test('a stretch of one line moves by one step without content: what is written there meanwhile goes along', () => {
  const editor = dragging(LINES, 'beta ')
  drop(editor, 'end')
  editor.foreign((tr) => tr.insert(find(tr.doc, 'eta'), schema.text('NEW')))
  editor.foreign((tr) => tr.delete(find(tr.doc, 'ta '), find(tr.doc, 'ta ') + 1))
  expect(editor.doc).toEqual(doc(title('T'), p('alpha gamma'), p('bNEWea end')))
  editor.run(undo)
  expect(editor.doc).toEqual(doc(title('T'), p('alpha bNEWea gamma'), p('end')))
})

test('what others write right beside the dragged words stays where they wrote it', () => {
  const editor = dragging(LINES, 'beta')
  editor.foreign((tr) => tr.insert(find(tr.doc, 'beta'), schema.text('<')))
  editor.foreign((tr) => tr.insert(find(tr.doc, 'beta') + 4, schema.text('>')))
  drop(editor, 'end')
  expect(editor.doc).toEqual(doc(title('T'), p('alpha <> gamma'), p('betaend')))
})

test('words that others deleted do not come back, and words whose block they moved are dragged from there', () => {
  const deleted = dragging(LINES, 'beta ')
  deleted.foreign((tr) => tr.delete(find(tr.doc, 'alpha'), find(tr.doc, 'gamma')))
  expect(draggedIn(deleted)).toBe('gone')

  const moved = dragging(LINES, 'beta ')
  moved.foreign((tr) => tr.step(new MoveStep(3, 21, 26)))
  drop(moved, 'end')
  expect(moved.doc).toEqual(doc(title('T'), p('beta end'), p('alpha gamma')))
})

test('lines of which others moved one away are not dropped at all: nobody can say what was meant', () => {
  const start = doc(title('T'), p('one'), p('two'), p('three'), p('end'))
  const editor = dragging(start, 'one', 'two')
  editor.foreign((tr) => tr.step(new MoveStep(3, 8, tr.doc.content.size)))
  expect(draggedIn(editor)).toBe('gone')
})

test('several lines are dropped as they are now', () => {
  const start = doc(title('T'), p('one'), p('two'), p('three'), p('end'))
  const editor = dragging(start, 'one', 'two')
  editor.foreign((tr) => tr.insert(find(tr.doc, 'two'), schema.text('NEW ')))
  drop(editor, 'end')
  expect(editor.doc).toEqual(doc(title('T'), p(), p('three'), p('one'), p('NEW twoend')))
})

test('a copy is of the words as they are now, and leaves them', () => {
  const editor = dragging(LINES, 'beta ')
  editor.foreign((tr) => tr.insert(find(tr.doc, 'eta'), schema.text('NEW')))
  drop(editor, 'end', false)
  expect(editor.doc).toEqual(doc(title('T'), p('alpha bNEWeta gamma'), p('bNEWeta end')))
})

test('a picture whose caption others have changed moves with it, whatever is selected', () => {
  const start = doc(title('T'), figure('/a.png', 'cap'), p('middle'), p('end'))
  const editor = sharedEditor(start, [drops(() => undefined)])
  editor.change((tr) => markDragged(tr, draggedBy(NodeSelection.create(start, 3))))
  editor.select(find(start, 'middle'), find(start, 'middle') + 6)
  editor.foreign((tr) => tr.insert(find(tr.doc, 'cap'), schema.text('new ')))
  expect(drop(editor, editor.doc.content.size)).toEqual(['move'])
  expect(editor.doc).toEqual(doc(title('T'), p('middle'), p('end'), figure('/a.png', 'new cap')))
})

test('words dropped within themselves stay, and a move into code that would lose a mention is none', () => {
  expect(drop(dragging(LINES, 'beta '), 'eta')).toEqual([])
  const start = doc(title('T'), p('ask ', mention('m1', 'Ann'), ' now'), pre('code'))
  const editor = dragging(start, 'ask ', ' now')
  drop(editor, 'ode')
  expect(JSON.stringify(editor.doc)).toContain('mention')
})

test('lines dropped on the title are one line in it, and what is more than words goes below', () => {
  const start = doc(title('Title'), p('end'), p('alpha'), p(...strong('beta')), ul(li(p('one'))))
  const editor = dragging(start, 'alpha', 'beta')
  drop(editor, 4)
  expect(editor.doc.child(0).textContent).toBe('Titalpha betale')
  expect(editor.doc.child(1).textContent).toBe('end')

  const picture = doc(title('Title'), p('a'), hr(), p('b'))
  const { state } = sharedEditor(picture, [])
  const tr = insertSlice(state.tr, picture.slice(8, 12), 4)
  expect(tr?.doc.child(0).textContent).toBe('Title')
  expect(tr?.doc.child(1).textContent).toBe('a')
})
