import { EditorState, TextSelection } from 'prosemirror-state'
import { Transform } from 'prosemirror-transform'
import { expect, test } from 'vitest'
import { schema } from '../../../document/schema/schema.ts'
import { toRemoteTransaction } from '../../../web/editor/remote-transaction.ts'
import { documentOf, find } from './shared-editor.ts'

function aState(at: number): EditorState {
  const doc = documentOf('hello')
  return EditorState.create({ doc, selection: TextSelection.create(doc, at) })
}

test('what another inserts right at my caret comes after it', () => {
  const state = aState(5)
  const transform = new Transform(state.doc).insert(5, schema.text('XX'))
  const tr = toRemoteTransaction(state, { transform, rebased: 0 })
  expect(tr.selection.head).toBe(5)
  expect(tr.doc.textContent).toBe('heXXllo')
})

test('a change of others keeps stored marks, sets no selection, scrolls nowhere and enters no history', () => {
  const strong = schema.marks.strong.create()
  const before = aState(5)
  const state = before.apply(before.tr.setStoredMarks([strong]))
  const transform = new Transform(state.doc).insert(3, schema.text('X'))
  const tr = toRemoteTransaction(state, { transform, rebased: 0 })
  expect(tr.selectionSet).toBe(false)
  expect(tr.scrolledIntoView).toBe(false)
  expect(tr.getMeta('addToHistory')).toBe(false)
  expect(state.apply(tr).storedMarks).toEqual([strong])
  expect(tr.selection.head).toBe(6)
})

test('the caret stays in my own pending text while that moves', () => {
  const doc = documentOf('hello')
  const at = find(doc, 'llo')
  const typed = new Transform(doc).insert(at, schema.text('abc'))
  const state = EditorState.create({ doc: typed.doc, selection: TextSelection.create(typed.doc, at + 2) })
  const transform = new Transform(typed.doc).delete(at, at + 3)
  transform.insert(find(transform.doc, 'hello'), schema.text('XX')).insert(at + 2, schema.text('abc'))
  transform.mapping.setMirror(0, 2)
  const tr = toRemoteTransaction(state, { transform, rebased: 1 })
  expect(tr.doc.textContent).toBe('XXheabcllo')
  expect(tr.selection.head).toBe(at + 4)
})
