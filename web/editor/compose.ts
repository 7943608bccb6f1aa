import type { Command, EditorState, Transaction } from 'prosemirror-state'

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
    tr.setSelection(reselect(current, tr))
    if (current.storedMarks) tr.setStoredMarks(current.storedMarks)
    dispatch?.(tr.scrollIntoView())
    return true
  }
}

function reselect(state: EditorState, tr: Transaction) {
  return state.selection.getBookmark().resolve(tr.doc)
}
