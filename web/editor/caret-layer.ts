import type { PluginView } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { Caret } from './carets.ts'

/** What is so far out of sight is drawn already: it is there when somebody scrolls. */
const BEYOND_PX = 300

/** A pointer so near to a caret asks whose it is. */
const NEAR_PX = 6

interface DrawnCaret {
  readonly element: HTMLElement
  moves: number
  /** In the layer, in CSS pixels. */
  place: { readonly x: number; readonly top: number; readonly bottom: number }
}

/**
 * Keeps one element per caret in `layer`, which lies over the text with its origin at the layer's own corner.
 * It measures at most once a frame, right before that frame is drawn, and only carets that can be seen.
 */
export function createCaretLayer(
  view: EditorView,
  layer: HTMLElement,
  current: () => readonly Caret[],
): PluginView {
  const drawn = new Map<string, DrawnCaret>()
  let frame = 0
  let near = ''

  function draw() {
    frame = 0
    const carets = current().filter((caret) => isInSight(view, caret.head))
    const origin = layer.getBoundingClientRect()
    const places = carets.map((caret) => measure(view, caret))
    const seen = new Set<string>()
    carets.forEach((caret, i) => {
      const place = places[i]
      if (!place) return
      seen.add(caret.client)
      const known = drawn.get(caret.client) ?? { element: createCaret(), moves: 0, place: NOWHERE }
      if (!drawn.has(caret.client)) {
        drawn.set(caret.client, known)
        layer.append(known.element)
      }
      const { element } = known
      element.className = `caret colour-${caret.colour}`
      element.classList.toggle('is-near', near === caret.client)
      element.dataset['client'] = caret.client
      const isRenamed = element.dataset['name'] !== caret.name
      element.dataset['name'] = caret.name
      const x = place.left - origin.left
      const y = place.top - origin.top
      known.place = { x, top: y, bottom: place.bottom - origin.top }
      element.style.transform = `translate(${x}px, ${y}px)`
      element.style.height = `${place.bottom - place.top}px`
      element.classList.toggle('opens-left', origin.width - x < 120)
      if (known.moves !== caret.moves || isRenamed) {
        known.moves = caret.moves
        // A new element starts the fading of the name anew.
        element.replaceChildren(createFlag(caret.name))
      }
    })
    for (const [client, { element }] of drawn) {
      if (seen.has(client)) continue
      element.remove()
      drawn.delete(client)
    }
  }

  function schedule() {
    if (frame === 0 && (drawn.size > 0 || current().length > 0)) frame = requestAnimationFrame(draw)
  }

  function showWhose({ clientX, clientY }: PointerEvent) {
    if (drawn.size === 0) return
    const { left, top } = layer.getBoundingClientRect()
    const [client = ''] =
      [...drawn].find(([, { place }]) => isNear(place, clientX - left, clientY - top)) ?? []
    if (client === near) return
    for (const [each, { element }] of drawn) element.classList.toggle('is-near', each === client)
    near = client
  }

  // Carets out of sight come into it.
  const onScroll = () => {
    if (drawn.size < current().length) schedule()
  }
  const whole = view.dom.ownerDocument
  whole.addEventListener('scroll', onScroll, { passive: true })
  for (const kind of ['pointermove', 'pointerdown'] as const)
    view.dom.addEventListener(kind, showWhose, { passive: true })

  // Pictures that load, fonts that arrive, a window that gets narrower: all of them change the text's size.
  const resizes = new ResizeObserver(schedule)
  resizes.observe(view.dom)
  return {
    update: schedule,
    destroy() {
      resizes.disconnect()
      whole.removeEventListener('scroll', onScroll)
      for (const kind of ['pointermove', 'pointerdown'] as const)
        view.dom.removeEventListener(kind, showWhose)
      cancelAnimationFrame(frame)
      layer.replaceChildren()
    },
  }
}

const NOWHERE: DrawnCaret['place'] = { x: Number.NaN, top: Number.NaN, bottom: Number.NaN }

function isNear(place: DrawnCaret['place'], x: number, y: number): boolean {
  return Math.abs(x - place.x) <= NEAR_PX && y >= place.top && y <= place.bottom
}

/** True when the block that holds this position can be seen, or nearly. */
function isInSight(view: EditorView, position: number): boolean {
  const { doc } = view.state
  const at = doc.resolve(Math.min(position, doc.content.size))
  const block = at.depth > 0 ? view.nodeDOM(at.before(1)) : null
  if (!(block instanceof Element)) return true
  const { top, bottom } = block.getBoundingClientRect()
  return bottom > -BEYOND_PX && top < innerHeight + BEYOND_PX
}

function measure(view: EditorView, caret: Caret) {
  try {
    const place = view.coordsAtPos(caret.head)
    // In a section that is folded here nothing has a height.
    return place.bottom > place.top ? place : undefined
  } catch {
    // Between two updates a position may have no place on the screen; the next frame knows better.
    return undefined
  }
}

function createCaret(): HTMLElement {
  const element = document.createElement('span')
  element.setAttribute('aria-hidden', 'true')
  return element
}

function createFlag(name: string): HTMLElement {
  const flag = document.createElement('span')
  flag.className = 'caret-flag'
  flag.textContent = name
  return flag
}
