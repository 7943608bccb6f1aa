import type { EditorView } from 'prosemirror-view'
import { later } from '../../later.ts'
import { tellMove } from '../moved-blocks.ts'
import { tell } from '../telling.ts'
import type { DropLine } from './drop-line.ts'
import { type DropTarget, dropBlocks, dropTarget } from './drop-target.ts'
import { heldRange, selectHeld } from './held-range.ts'

/** A drag's end is told before its drop is done with. */
const AFTER_DROP_MS = 50

/** What the mouse drags by the handle. */
export interface HandleDrag {
  /** Drops what is held; false when it is not dragged. */
  drop(event: DragEvent): boolean
  stop(): void
}

/** Lets what is held be dragged by `handle`; `shadow` is what goes along with the mouse. */
export function dragByHandle(
  view: EditorView,
  handle: HTMLElement,
  line: DropLine,
  shadow: () => Element | undefined,
): HandleDrag {
  const page = view.dom.ownerDocument
  let isDragging = false

  function begin({ dataTransfer }: DragEvent): void {
    const range = dataTransfer && selectHeld(view)
    if (!range) return
    const slice = view.state.doc.slice(range.start, range.end)
    const { dom, text } = view.serializeForClipboard(slice)
    dataTransfer.effectAllowed = 'copyMove'
    dataTransfer.setData('text/html', dom.innerHTML)
    dataTransfer.setData('text/plain', text)
    const image = shadow()
    if (image) dataTransfer.setDragImage(image, 0, 0)
    view.dragging = { slice, move: true }
    isDragging = true
  }

  function end(): void {
    line.show(undefined)
    later(AFTER_DROP_MS, () => {
      view.dragging = null
      isDragging = false
    })
  }

  /** The editor's own line goes by the letter under the mouse, which says little about blocks. */
  function aim(event: DragEvent): void {
    const target = isDragging ? heldTarget(view, event) : undefined
    line.show(target)
    if (!target) return
    event.preventDefault()
    event.stopPropagation()
  }

  handle.addEventListener('dragstart', begin)
  handle.addEventListener('dragend', end)
  page.addEventListener('dragover', aim, true)
  return {
    drop(event) {
      if (!isDragging) return false
      event.preventDefault()
      dropHeld(view, heldTarget(view, event))
      view.focus()
      return true
    },
    stop: () => page.removeEventListener('dragover', aim, true),
  }
}

/** Where what is held would go if it were dropped now. */
export function heldTarget(view: EditorView, event: MouseEvent): DropTarget | undefined {
  const range = view.editable ? heldRange(view.state) : undefined
  return range && dropTarget(view, range, event)
}

/** Moves what is held to where it was dropped, and tells it. */
export function dropHeld(view: EditorView, target: DropTarget | undefined): void {
  const range = heldRange(view.state)
  const moved = target && range && dropBlocks(view.state.tr, range, target.at)
  if (moved) view.dispatch(moved.setMeta('uiEvent', 'drop'))
  tell(view, tellMove(view.state, moved !== undefined))
}
