import { NodeSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { later } from '../../later.ts'
import { createDropLine } from './drop-line.ts'
import { type DropTarget, dropBlock, dropTarget } from './drop-target.ts'
import { heldBlock } from './held-block.ts'

/** A drag's end is told before its drop is done with. */
const AFTER_DROP_MS = 50

/** What the mouse drags by the handle. */
export interface HandleDrag {
  /** Drops the held block; false when it is not dragged. */
  drop(event: DragEvent): boolean
  stop(): void
}

/** Lets the held block be dragged by `handle`; `shadow` is what goes along with the mouse. */
export function dragByHandle(
  view: EditorView,
  handle: HTMLElement,
  shadow: () => Element | undefined,
): HandleDrag {
  const page = view.dom.ownerDocument
  const line = createDropLine(view.dom.parentElement ?? page.body)
  let isDragging = false

  function begin({ dataTransfer }: DragEvent): void {
    const pos = heldBlock(view.state)
    const node = pos === undefined ? undefined : view.state.doc.nodeAt(pos)
    if (pos === undefined || !node || !dataTransfer) return
    view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, pos)))
    const slice = view.state.doc.slice(pos, pos + node.nodeSize)
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
    const target = targetOf(event)
    line.show(target)
    if (!target) return
    event.preventDefault()
    event.stopPropagation()
  }

  function targetOf(event: DragEvent): DropTarget | undefined {
    const pos = isDragging && view.editable ? heldBlock(view.state) : undefined
    return pos === undefined ? undefined : dropTarget(view, pos, event)
  }

  handle.addEventListener('dragstart', begin)
  handle.addEventListener('dragend', end)
  page.addEventListener('dragover', aim, true)
  return {
    drop(event) {
      const pos = heldBlock(view.state)
      if (!isDragging || pos === undefined) return false
      event.preventDefault()
      const target = targetOf(event)
      const moved = target && dropBlock(view.state.tr, pos, target.at)
      if (moved) view.dispatch(moved.setMeta('uiEvent', 'drop'))
      view.focus()
      return true
    },
    stop() {
      line.remove()
      page.removeEventListener('dragover', aim, true)
    },
  }
}
