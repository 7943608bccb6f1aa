import type { Node } from 'prosemirror-model'
import {
  type Command,
  type EditorState,
  Selection,
  type SelectionBookmark,
  type Transaction,
} from 'prosemirror-state'

/** Runs commands one after another as one transaction. False, and nothing done, when none applies. */
export function compose(...commands: readonly Command[]): Command {
  return (state, dispatch) => {
    const { tr } = state
    let current: EditorState = state
    let hasApplied = false
    for (const command of commands) {
      hasApplied =
        command(current, (part: Transaction) => {
          for (const step of part.steps) tr.step(step)
          current = current.apply(part)
        }) || hasApplied
    }
    if (!hasApplied) return false
    tr.setSelection(resolveBookmark(current.selection.getBookmark(), tr.doc))
    if (current.storedMarks) tr.setStoredMarks(current.storedMarks)
    dispatch?.(tr.scrollIntoView())
    return true
  }
}

/** The selection a bookmark stands for, else one near: cells that were selected may be no rectangle any more. */
export function resolveBookmark(bookmark: SelectionBookmark, doc: Node): Selection {
  try {
    return bookmark.resolve(doc)
  } catch {
    return Selection.near(doc.resolve(Math.min(Number(Reflect.get(bookmark, 'head')) || 0, doc.content.size)))
  }
}
