import { type EditorState, PluginKey, type Transaction } from 'prosemirror-state'

interface Held {
  readonly pos: number | undefined
}

/** Where the block begins whose handle is shown, whatever is written around it. */
export const heldKey = new PluginKey<Held>('held-block')

export const NOTHING_HELD: Held = { pos: undefined }

/** The block whose handle is shown. */
export function heldBlock(state: EditorState): number | undefined {
  return heldKey.getState(state)?.pos
}

/** Shows the handle of the block that begins at `pos`, or none. */
export function holdBlock(tr: Transaction, pos: number | undefined): Transaction {
  return tr.setMeta(heldKey, { pos } satisfies Held).setMeta('addToHistory', false)
}

/** What is held after a transaction: a block that moves stays held, one that is deleted does not. */
export function advanceHeld(tr: Transaction, before: Held): Held {
  const next = tr.getMeta(heldKey) as Held | undefined
  if (next) return next
  if (before.pos === undefined || !tr.docChanged) return before
  const { pos, deletedAfter } = tr.mapping.mapResult(before.pos, 1)
  return deletedAfter ? NOTHING_HELD : { pos }
}
