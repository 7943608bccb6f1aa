import { type Command, Selection, TextSelection } from 'prosemirror-state'
import { schema } from '../../document/schema/schema.ts'

const { nodes } = schema

/**
 * Backspace at the very start of the text: an empty first block goes, the caret returns to the title's end.
 * The title never swallows a paragraph.
 */
export const backspaceToTitle: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  const first = state.doc.child(0).nodeSize
  if (!empty || $from.depth !== 1 || $from.before(1) !== first || $from.parentOffset > 0) return false
  if ($from.parent.type !== nodes.paragraph && $from.parent.content.size > 0) return false
  if (dispatch) {
    const { tr } = state
    if ($from.parent.content.size === 0 && state.doc.childCount > 2) tr.delete(first, $from.after(1))
    dispatch(tr.setSelection(Selection.near(tr.doc.resolve(first - 1), -1)).scrollIntoView())
  }
  return true
}

/** Delete at the title's end removes an empty block below it, and nothing else. */
export const deleteAfterTitle: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  if (!empty || $from.parent.type !== nodes.title || $from.parentOffset < $from.parent.content.size) {
    return false
  }
  const below = $from.after(1)
  const next = state.doc.resolve(below).nodeAfter
  if (next?.isTextblock && next.content.size === 0 && state.doc.childCount > 2) {
    dispatch?.(state.tr.delete(below, below + next.nodeSize))
  }
  return true
}

/** Mod-a: first everything below the title, then all. */
export const selectBodyFirst: Command = (state, dispatch) => {
  const start = Selection.findFrom(state.doc.resolve(state.doc.child(0).nodeSize), 1, true)
  const end = Selection.findFrom(state.doc.resolve(state.doc.content.size), -1, true)
  if (!start || !end || start.from >= end.to) return false
  const body = TextSelection.create(state.doc, start.from, end.to)
  if (state.selection.from <= body.from && state.selection.to >= body.to) return false
  dispatch?.(state.tr.setSelection(body))
  return true
}
