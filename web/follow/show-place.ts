import type { EditorView } from 'prosemirror-view'

/** So much of the text stays visible around a caret. */
const ROOM_PX = 40

/** Farther than so many screens nobody can read along: the page is there at once. */
const SMOOTH_SCREENS = 2

/** Scrolls a place of the text into sight; does nothing where it can be seen already. */
export function showPlace(view: EditorView, position: number, top: HTMLElement): void {
  const above = top.getBoundingClientRect().bottom + ROOM_PX
  const below = (window.visualViewport?.height ?? innerHeight) - ROOM_PX
  const caret = view.coordsAtPos(Math.min(position, view.state.doc.content.size))
  if (caret.top >= above && caret.bottom <= below) return
  const by = caret.top - (above + (below - above) / 3)
  const isFar = Math.abs(by) > SMOOTH_SCREENS * innerHeight
  const isStill = isFar || matchMedia('(prefers-reduced-motion: reduce)').matches
  scrollBy({ top: by, behavior: isStill ? 'instant' : 'smooth' })
}
