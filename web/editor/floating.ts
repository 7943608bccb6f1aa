import {
  autoUpdate,
  computePosition,
  flip,
  hide,
  offset,
  type Placement,
  shift,
  size,
  type VirtualElement,
} from '@floating-ui/dom'
import type { EditorView } from 'prosemirror-view'

const GAP_PX = 6
const EDGE_PX = 8
const HIGHEST_PX = 384
const LOWEST_PX = 120

/** Where something that floats is to be: at a piece of the text. Undefined while that has no place. */
export type RangeOf = () => { readonly from: number; readonly to: number } | undefined

/** Keeps an element at a piece of the text. */
export interface Floating {
  /** Measures again; to be called when the text has changed. */
  place(): void
  stop(): void
}

/**
 * Places `element` at the text and follows scrolling and resizing until `stop`. On a narrow screen a docked
 * element lies above the keyboard instead, by its style alone.
 */
export function float(
  view: EditorView,
  element: HTMLElement,
  rangeOf: RangeOf,
  { placement, isDocked = false }: { readonly placement: Placement; readonly isDocked?: boolean },
): Floating {
  const anchor: VirtualElement = {
    getBoundingClientRect: () => rectOf(view, rangeOf()),
    contextElement: view.dom,
  }
  let isStopped = false
  const place = async () => {
    const { style } = element
    if (isDocked && matchMedia('(max-width: 600px)').matches) {
      style.left = style.top = style.maxHeight = ''
      const covered = rectOf(view, rangeOf()).bottom + EDGE_PX - element.getBoundingClientRect().top
      // What is asked about stays in sight above it.
      if (covered > 0) view.dom.ownerDocument.defaultView?.scrollBy(0, covered)
      return
    }
    const { x, y, middlewareData } = await computePosition(anchor, element, {
      strategy: 'fixed',
      placement,
      middleware: [
        offset(GAP_PX),
        flip({ padding: EDGE_PX }),
        shift({ padding: EDGE_PX }),
        size({
          padding: EDGE_PX,
          apply({ availableHeight }) {
            style.maxHeight = `${Math.min(HIGHEST_PX, Math.max(LOWEST_PX, Math.floor(availableHeight)))}px`
          },
        }),
        hide(),
      ],
    })
    if (isStopped) return
    style.left = `${Math.round(x)}px`
    style.top = `${Math.round(y)}px`
    style.visibility = middlewareData.hide?.referenceHidden ? 'hidden' : ''
  }
  const stopFollowing = autoUpdate(anchor, element, () => void place())
  return {
    place: () => void place(),
    stop() {
      isStopped = true
      stopFollowing()
    },
  }
}

/** The box around a piece of the text on the screen; an empty one at the corner where it has none. */
function rectOf(view: EditorView, range: ReturnType<RangeOf>): DOMRect {
  if (!range) return new DOMRect()
  try {
    const start = view.coordsAtPos(range.from, 1)
    const end = view.coordsAtPos(range.to, -1)
    const left = Math.min(start.left, end.left)
    const top = Math.min(start.top, end.top)
    const width = start.top === end.top ? Math.abs(end.left - start.left) : 0
    return new DOMRect(left, top, width, Math.max(start.bottom, end.bottom) - top)
  } catch {
    // Between two updates a position may have no place on the screen; the next frame knows better.
    return new DOMRect()
  }
}
