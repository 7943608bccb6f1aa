import { Plugin, PluginKey } from 'prosemirror-state'
import { later } from '../later.ts'
import type { SyncClient } from '../sync/sync-client.ts'
import { isRemote } from './remote-transaction.ts'

/** For so long after a letter somebody is said to write; a sentence is thought over longer than a word. */
export const WRITING_MS = 5_000

/** How often I moved, and wrote. What others' changes do to my selection, everybody works out alone. */
interface Own {
  readonly moves: number
  readonly edits: number
}

/** Tells the others where my caret is, and whether I have just written something, read or look elsewhere. */
export function presenceOut(client: Pick<SyncClient, 'setPresence'>): Plugin<Own> {
  const key = new PluginKey<Own>('presence')
  return new Plugin<Own>({
    key,
    state: {
      init: () => ({ moves: 0, edits: 0 }),
      apply: (tr, own) =>
        !isRemote(tr) && (tr.selectionSet || tr.docChanged)
          ? { moves: own.moves + 1, edits: own.edits + (tr.docChanged ? 1 : 0) }
          : own,
    },
    view(view) {
      let stopWriting: (() => void) | undefined
      const announce = () => {
        const { anchor, head } = view.state.selection
        const isAway = view.dom.ownerDocument.visibilityState === 'hidden'
        const hasCaret = !isAway && view.hasFocus() && view.editable
        const state = isAway ? 'away' : hasCaret && stopWriting ? 'editing' : 'reading'
        client.setPresence(hasCaret ? { anchor, head } : undefined, state)
      }
      const wrote = () => {
        stopWriting?.()
        stopWriting = later(WRITING_MS, () => {
          stopWriting = undefined
          announce()
        })
      }
      const { ownerDocument } = view.dom
      view.dom.addEventListener('focus', announce)
      view.dom.addEventListener('blur', announce)
      ownerDocument.addEventListener('visibilitychange', announce)
      announce()
      return {
        update(_view, before) {
          const [was, is] = [key.getState(before), key.getState(view.state)]
          if (was === is) return
          if (was && is && was.edits !== is.edits) wrote()
          if (view.hasFocus()) announce()
        },
        destroy() {
          stopWriting?.()
          view.dom.removeEventListener('focus', announce)
          view.dom.removeEventListener('blur', announce)
          ownerDocument.removeEventListener('visibilitychange', announce)
        },
      }
    },
  })
}
