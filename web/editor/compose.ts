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
          // What plugins add to a change, as the mending of a table, is part of what comes next.
          const applied = current.applyTransaction(part)
          for (const one of applied.transactions) for (const step of one.steps) tr.step(step)
          current = applied.state
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
