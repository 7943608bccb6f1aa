import type { EditorView } from 'prosemirror-view'
import { openAround } from './sections/folding.ts'

const MARGIN_PX = 24

/**
 * Scrolls the page so that a position can be seen, a third down where it was out of sight. Folded sections
 * around it are opened.
 */
export function reveal(view: EditorView, position: number): void {
  openAround(position)(view.state, view.dispatch)
  const { top, bottom } = view.coordsAtPos(position)
  const { innerHeight } = window
  const covered = coveredBy(view)
  if (top >= covered + MARGIN_PX && bottom <= innerHeight - MARGIN_PX) return
  window.scrollBy({ top: top - covered - (innerHeight - covered) / 3, behavior: 'instant' })
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
