import type { EditorView } from 'prosemirror-view'
import { dropHeld, heldTarget } from './drag-handle.ts'
import type { DropLine } from './drop-line.ts'
import { selectHeld } from './held-range.ts'

/** A finger that moved less has tapped. */
const TAP_PX = 8

/** So near to an edge of what can be seen the page goes along, the faster the nearer. */
const EDGE_PX = 90

const FASTEST_PX = 14

/**
 * Lets what is held be dragged by a finger or pen on `handle`: browsers drag nothing for them, or only after a long
 * press. A tap stays a click. Answers what ends it.
 */
export function dragByFinger(view: EditorView, handle: HTMLElement, line: DropLine): () => void {
  let start: PointerEvent | undefined
  let last: PointerEvent | undefined
  let frame = 0
  let hasDragged = false

  function press(event: PointerEvent): void {
    // The browser's own dragging would take the finger away.
    handle.draggable = event.pointerType === 'mouse'
    hasDragged = false
    if (handle.draggable || !view.editable) return
    start = event
    handle.setPointerCapture(event.pointerId)
  }

  function move(event: PointerEvent): void {
    if (!start || event.pointerId !== start.pointerId) return
    if (!last) {
      if (Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) < TAP_PX) return
      if (!selectHeld(view)) return
      frame = requestAnimationFrame(goAlong)
    }
    last = event
    line.show(heldTarget(view, event))
  }

  function goAlong(): void {
    if (!last) return
    const by = speedAt(last.clientY)
    if (by !== 0) {
      window.scrollBy({ top: by, behavior: 'instant' })
      line.show(heldTarget(view, last))
    }
    frame = requestAnimationFrame(goAlong)
  }

  function drop(): void {
    hasDragged = last !== undefined
    if (last) dropHeld(view, heldTarget(view, last))
    end()
  }

  function end(): void {
    cancelAnimationFrame(frame)
    line.show(undefined)
    start = undefined
    last = undefined
  }

  /** What was dragged was not clicked. */
  function stopClick(event: Event): void {
    if (hasDragged) event.stopImmediatePropagation()
  }

  handle.addEventListener('click', stopClick, true)
  handle.addEventListener('pointerdown', press)
  handle.addEventListener('pointermove', move)
  handle.addEventListener('pointerup', drop)
  handle.addEventListener('pointercancel', end)
  return end
}

function speedAt(y: number): number {
  const height = window.visualViewport?.height ?? window.innerHeight
  const near = (distance: number) => Math.max(0, Math.min(1, 1 - distance / EDGE_PX)) * FASTEST_PX
  return Math.round(near(height - y) - near(y - EDGE_PX / 2))
}
