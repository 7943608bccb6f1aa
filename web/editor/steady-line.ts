import type { Mappable } from 'prosemirror-transform'
import type { EditorView } from 'prosemirror-view'
import { coveredBy } from './reveal.ts'

/** The first line under what lies over the page's top is searched so far below it. */
const BELOW_PX = 8

interface Line {
  /** In the shown document. */
  readonly position: number
  /** Its distance from the top of the window. */
  readonly top: number
}

/**
 * Makes a change of others, and keeps the line somebody reads where it is on the screen, whatever becomes of the text
 * above it: the line of their caret while it is in sight, else the first one in sight. Browsers hold a line by
 * themselves, but always the first one, and not at the page's top. `change` answers how positions have moved.
 */
export function holdLine(view: EditorView, change: () => Mappable): void {
  const line = view.dom.ownerDocument.visibilityState === 'visible' ? readLine(view) : undefined
  const mapping = change()
  if (!line) return
  // Measured at once: a frame later nobody knows what of the way was scrolled by hand.
  const by = (topOf(view, mapping.map(line.position, -1)) ?? line.top) - line.top
  if (Math.abs(by) >= 1) scrollBy({ top: by, behavior: 'instant' })
}

function readLine(view: EditorView): Line | undefined {
  const covered = coveredBy(view)
  const { head } = view.state.selection
  const caret = view.hasFocus() ? topOf(view, head) : undefined
  if (caret !== undefined && caret >= covered && caret < innerHeight) return { position: head, top: caret }
  const { left } = view.dom.getBoundingClientRect()
  const position = view.posAtCoords({ left: left + BELOW_PX, top: covered + BELOW_PX })?.pos
  const top = position === undefined ? undefined : topOf(view, position)
  return position === undefined || top === undefined ? undefined : { position, top }
}

function topOf(view: EditorView, position: number): number | undefined {
  try {
    return view.coordsAtPos(position).top
  } catch {
    // Between two updates a position may have no place on the screen.
    return undefined
  }
}
