import { Plugin, type Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { Participant } from '../../document/protocol/presence.ts'
import { later } from '../later.ts'
import type { RemoteChange, SyncClient } from '../sync/sync-client.ts'
import { showCarets } from './carets.ts'
import { inPieces } from './in-pieces.ts'
import { isRemote, toRemoteTransaction } from './remote-transaction.ts'
import { holdLine } from './steady-line.ts'

// ProseMirror reads the last letters of a composition out of the page up to 20 ms after it ended.
const COMPOSITION_END_MS = 50

/** The part of a sync client that the editor uses. */
export interface BoundClient extends Pick<SyncClient, 'local'> {
  /** Others' changes wait until `release`. */
  hold(): void
  release(): void
}

/** Applies a transaction to the editor and hands its steps to the client, unless they came from there. */
export function dispatchTo(client: Pick<BoundClient, 'local'>, view: EditorView, tr: Transaction): void {
  const { state, transactions } = view.state.applyTransaction(inPieces(view.state, tr))
  view.updateState(state)
  for (const applied of transactions) if (applied.docChanged && !isRemote(applied)) client.local(applied)
}

/** Draws a change of others. */
export function applyRemote(view: EditorView, change: RemoteChange): void {
  holdLine(view, () => {
    const tr = toRemoteTransaction(view.state, change)
    view.dispatch(tr)
    return tr.mapping
  })
}

/** Draws the carets of others; not in the middle of a composition, whose text nodes must stay as they are. */
export function applyParticipants(view: EditorView, participants: readonly Participant[]): void {
  if (!view.composing) view.dispatch(showCarets(view.state, participants))
}

/** Keeps others' changes away from the text while an input method is composing in it. */
export function holdWhileComposing(client: Pick<BoundClient, 'hold' | 'release'>): Plugin {
  let cancel = () => {}
  let isHeld = false
  const release = () => {
    if (isHeld) client.release()
    isHeld = false
  }
  return new Plugin({
    props: {
      handleDOMEvents: {
        compositionstart() {
          cancel()
          if (!isHeld) client.hold()
          isHeld = true
          return false
        },
        compositionend() {
          cancel()
          cancel = later(COMPOSITION_END_MS, release)
          return false
        },
      },
    },
    view: () => ({
      destroy() {
        cancel()
        release()
      },
    }),
  })
}
