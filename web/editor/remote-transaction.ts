import { type EditorState, Selection, TextSelection, type Transaction } from 'prosemirror-state'
import '../../document/prosemirror-internals.ts'
import type { RemoteChange } from '../sync/sync-client.ts'

const REMOTE = 'remote'
const UPDATED_SELECTION = 1

/** True for a transaction made by `toRemoteTransaction`: it is in the log, or waits for it, already. */
export function isRemote(tr: Transaction): boolean {
  return tr.getMeta(REMOTE) === true
}

/**
 * A change of the shown document that others caused, as a transaction that disturbs nobody: it keeps stored
 * marks, is no selection update, does not scroll and enters no history. The selection stays left of what is
 * inserted right at it, as my own next keystroke will.
 */
export function toRemoteTransaction(state: EditorState, { transform, rebased }: RemoteChange): Transaction {
  const { tr } = state
  for (const step of transform.steps) tr.step(step)
  for (let i = 0; i < transform.steps.length; i++) {
    const mirror = transform.mapping.getMirror(i)
    if (mirror !== undefined && mirror < i) tr.mapping.setMirror(i, mirror)
  }
  const { selection } = state
  if (selection instanceof TextSelection) {
    const anchor = tr.doc.resolve(tr.mapping.map(selection.anchor, -1))
    const head = tr.doc.resolve(tr.mapping.map(selection.head, -1))
    tr.setSelection(TextSelection.between(anchor, head, -1))
    movedAlong(tr)
  } else if (!canMoveAlong(tr)) {
    tr.setSelection(Selection.near(tr.doc.resolve(tr.mapping.map(selection.head, -1)), -1))
    movedAlong(tr)
  }
  if (state.storedMarks) tr.setStoredMarks(state.storedMarks)
  return tr.setMeta('rebased', rebased).setMeta('addToHistory', false).setMeta(REMOTE, true)
}

/** As prosemirror-collab does: the selection was moved along, not set. */
function movedAlong(tr: Transaction): void {
  Reflect.set(tr, 'updated', Number(Reflect.get(tr, 'updated')) & ~UPDATED_SELECTION)
}

/** Cells that were selected may no longer be a rectangle: then prosemirror-tables throws. */
function canMoveAlong(tr: Transaction): boolean {
  try {
    return tr.selection.$head.doc === tr.doc
  } catch {
    return false
  }
}
