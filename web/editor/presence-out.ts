import { Plugin, PluginKey } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { PresenceState } from '../../document/protocol/presence.ts'
import type { SyncClient } from '../sync/sync-client.ts'
import { isRemote } from './remote-transaction.ts'

/** Tells the others where my selection is and whether I write, read or look elsewhere. */
export function presenceOut(client: Pick<SyncClient, 'setPresence'>): Plugin<number> {
  const key = new PluginKey<number>('presence')
  return new Plugin<number>({
    key,
    // Counts my own moves. What others' changes do to my selection, everybody works out alone.
    state: {
      init: () => 0,
      apply: (tr, moves) => (!isRemote(tr) && (tr.selectionSet || tr.docChanged) ? moves + 1 : moves),
    },
    view(view) {
      const announce = () => {
        const { anchor, head } = view.state.selection
        const state = stateOf(view)
        client.setPresence(state === 'editing' ? { anchor, head } : undefined, state)
      }
      const { ownerDocument } = view.dom
      view.dom.addEventListener('focus', announce)
      view.dom.addEventListener('blur', announce)
      ownerDocument.addEventListener('visibilitychange', announce)
      announce()
      return {
        update(_view, before) {
          if (key.getState(view.state) !== key.getState(before) && view.hasFocus()) announce()
        },
        destroy() {
          view.dom.removeEventListener('focus', announce)
          view.dom.removeEventListener('blur', announce)
          ownerDocument.removeEventListener('visibilitychange', announce)
        },
      }
    },
  })
}

function stateOf(view: EditorView): PresenceState {
  if (view.dom.ownerDocument.visibilityState === 'hidden') return 'away'
  return view.hasFocus() && view.editable ? 'editing' : 'reading'
}
