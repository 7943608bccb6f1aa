import { type Command, Selection, TextSelection } from 'prosemirror-state'
import { schema } from '../../document/schema/schema.ts'
import { BodySelection, bodyOf } from './body-selection.ts'

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

/**
 * Mod-a: first everything below the title, then all. Words of paragraphs are selected as words; any other block at
 * either end is selected as a whole.
 */
export const selectBodyFirst: Command = (state, dispatch) => {
  const { doc, selection, tr } = state
  const start = doc.child(0).nodeSize
  const end = doc.content.size
  if (start >= end || (doc.childCount === 2 && doc.child(1).content.size === 0 && doc.child(1).isTextblock))
    return false
  if (selection instanceof BodySelection) return false
  const isOfWords = doc.child(1).type === nodes.paragraph && doc.lastChild?.type === nodes.paragraph
  if (isOfWords && selection.from <= start + 1 && selection.to >= end - 1) return false
  if (selection.from < start && selection.to === end) return false
  dispatch?.(tr.setSelection(isOfWords ? TextSelection.create(doc, start + 1, end - 1) : bodyOf(doc)))
  return true
}

/** An arrow goes to the end of the body that it points to. */
export function leaveBody(direction: -1 | 1): Command {
  return (state, dispatch) => {
    const { selection, doc, tr } = state
    if (!(selection instanceof BodySelection)) return false
    const end = direction < 0 ? selection.$from : selection.$to
    dispatch?.(tr.setSelection(Selection.near(doc.resolve(end.pos), -direction)).scrollIntoView())
    return true
  }
}
