import type { EditorView } from 'prosemirror-view'
import { openAround } from './sections/folding.ts'

const MARGIN_PX = 24

/** Whoever looks for a place sees so much above and below it. */
const ROOM_PX = 40

/** Farther than so many screens nobody can read along: the place is there at once. */
const SMOOTH_SCREENS = 2

/**
 * Scrolls the page so that a position can be seen, a third down where it was out of sight. Folded sections
 * around it are opened. True when it was out of sight.
 */
export function reveal(view: EditorView, position: number, isSmooth = false): boolean {
  openAround(position)(view.state, view.dispatch)
  const { top, bottom } = view.coordsAtPos(position)
  const { innerHeight } = window
  const covered = coveredBy(view)
  if (top >= covered + ROOM_PX && bottom <= innerHeight - ROOM_PX) return false
  const by = top - covered - (innerHeight - covered) / 3
  const isStill = !isSmooth || Math.abs(by) > SMOOTH_SCREENS * innerHeight || wantsStill()
  window.scrollBy({ top: by, behavior: isStill ? 'instant' : 'smooth' })
  return true
}

/** Scrolls the page so that a position's line is the first below the header. Folded sections around it are opened. */
export function revealAtTop(view: EditorView, position: number): void {
  openAround(position)(view.state, view.dispatch)
  const { top } = view.coordsAtPos(position)
  window.scrollBy({ top: top - coveredBy(view) - MARGIN_PX, behavior: 'instant' })
}

/** How far down the window the page's head reaches. */
export function coveredBy(view: EditorView): number {
  return view.dom.ownerDocument.querySelector('.top')?.getBoundingClientRect().bottom ?? 0
}

function wantsStill(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches
}
