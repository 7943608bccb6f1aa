import { type EditorState, NodeSelection, Plugin, type Transaction } from 'prosemirror-state'
import { dropPoint } from 'prosemirror-transform'
import type { EditorView } from 'prosemirror-view'
import { moveBlocksTo } from '../block-commands.ts'
import { blockAt } from '../block-range.ts'
import { advanceHeld, heldKey, NOTHING_HELD } from './held-block.ts'

/** What draws the handle. */
export interface HandleScreen {
  /** The text has changed, or what is held. */
  update(): void
  /** Drops what is dragged by the handle; false when nothing is. */
  drop(event: DragEvent): boolean
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
      handleDrop(view, event, slice, isMoved) {
        if (screen?.drop(event)) return true
        const node = isMoved ? draggedNode(view) : undefined
        const place = view.posAtCoords({ left: event.clientX, top: event.clientY })
        if (!node || !place) return false
        const moved = moveNode(view.state, node, dropPoint(view.state.doc, place.pos, slice) ?? place.pos)
        if (!moved) return false
        event.preventDefault()
        view.dispatch(moved.setMeta('uiEvent', 'drop'))
        view.focus()
        return true
      },
    },
  })
}

/** A node that the browser drags by itself, such as a picture; ProseMirror keeps track of where it is. */
function draggedNode(view: EditorView): NodeSelection | undefined {
  const { node } = (view.dragging ?? {}) as { readonly node?: NodeSelection }
  if (node) return node
  return view.state.selection instanceof NodeSelection ? view.state.selection : undefined
}

/** The node at another place, still selected; undefined where it cannot stand as it is. */
function moveNode(state: EditorState, { from }: NodeSelection, at: number): Transaction | undefined {
  const moved = moveBlocksTo(state.tr, blockAt(state.doc.resolve(from)), at)
  return moved?.setSelection(NodeSelection.create(moved.doc, moved.mapping.map(from, 1)))
}
