import { type EditorState, Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { advanceHeld, heldKey, NOTHING_HELD } from './held-block.ts'

/** What draws the handle, and where words would go that are dragged. */
export interface HandleScreen {
  /** The text has changed, or what is held. */
  update(before: EditorState): void
  /** Drops a block that is dragged by its handle; false for all else. */
  drop(event: DragEvent): boolean
  destroy(): void
}

/** Makes the handle of an editor, with where the mouse was when it was asked for. */
export type LoadHandle = () => Promise<(view: EditorView, first: PointerEvent) => HandleScreen>

/**
 * The handle beside the block the mouse is over or a finger has tapped, fetched when one first does. Blocks
 * that are dragged by it move by a step that keeps what others write in them.
 */
export function blockHandle(load: LoadHandle): Plugin {
  let screen: HandleScreen | undefined
  // Plugins that come later make all that the editor draws anew: then the mouse need not move first.
  let last: PointerEvent | undefined
  return new Plugin({
    key: heldKey,
    state: { init: () => NOTHING_HELD, apply: advanceHeld },
    view(view) {
      const page = view.dom.ownerDocument
      let isGone = false
      const stop = () => {
        page.removeEventListener('pointermove', begin)
        page.removeEventListener('pointerup', begin)
      }
      const listen = () => {
        page.addEventListener('pointermove', begin)
        page.addEventListener('pointerup', begin)
      }
      // A mouse has to move, a finger to tap.
      const begin = (event: PointerEvent) => {
        if ((event.pointerType === 'mouse') !== (event.type === 'pointermove')) return
        stop()
        last = event
        load().then(
          (create) => {
            if (!isGone) screen = create(view, event)
          },
          // The next move or tap tries again.
          listen,
        )
      }
      if (last) begin(last)
      else listen()
      return {
        update: (_view, before) => screen?.update(before),
        destroy() {
          isGone = true
          stop()
          screen?.destroy()
          screen = undefined
        },
      }
    },
    props: {
      // Whoever drags has moved the mouse before.
      handleDrop: (_view, event) => screen?.drop(event) ?? false,
    },
  })
}
