import type { Slice } from 'prosemirror-model'
import { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { advanceHeld, heldKey, NOTHING_HELD } from './held-block.ts'

/** What draws the handle. */
export interface HandleScreen {
  /** The text has changed, or what is held. */
  update(): void
  /** Drops a block that is dragged, by its handle or as the browser drags nodes; false for all else. */
  drop(event: DragEvent, slice: Slice, isMoved: boolean): boolean
  destroy(): void
}

/** Makes the handle of an editor, with where the mouse was when it was asked for. */
export type LoadHandle = () => Promise<(view: EditorView, first: PointerEvent) => HandleScreen>

/**
 * The handle beside the block the mouse is over, fetched when a mouse first moves over the page; and blocks that are
 * dragged move by a step that keeps what others write in them.
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
      const stop = () => page.removeEventListener('pointermove', begin)
      const begin = (event: PointerEvent) => {
        if (event.pointerType !== 'mouse') return
        stop()
        last = event
        load().then(
          (create) => {
            if (!isGone) screen = create(view, event)
          },
          // The next move of the mouse tries again.
          () => page.addEventListener('pointermove', begin),
        )
      }
      if (last) begin(last)
      else page.addEventListener('pointermove', begin)
      return {
        update: () => screen?.update(),
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
      handleDrop: (_view, event, slice, isMoved) => screen?.drop(event, slice, isMoved) ?? false,
    },
  })
}
