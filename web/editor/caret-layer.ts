import type { PluginView } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { Caret } from './carets.ts'

/**
 * Keeps one element per caret in `layer`, which lies over the text with its origin at the layer's own corner.
 * It measures at most once a frame, right before that frame is drawn.
 */
export function createCaretLayer(
  view: EditorView,
  layer: HTMLElement,
  current: () => readonly Caret[],
): PluginView {
  const drawn = new Map<string, { readonly element: HTMLElement; moves: number }>()
  let frame = 0

  function draw() {
    frame = 0
    const carets = current()
    const origin = layer.getBoundingClientRect()
    const places = carets.map((caret) => measure(view, caret))
    const seen = new Set<string>()
    carets.forEach((caret, i) => {
      const place = places[i]
      if (!place) return
      seen.add(caret.client)
      const known = drawn.get(caret.client) ?? { element: createCaret(), moves: 0 }
      if (!drawn.has(caret.client)) {
        drawn.set(caret.client, known)
        layer.append(known.element)
      }
      const { element } = known
      element.className = `caret colour-${caret.colour}`
      element.dataset['client'] = caret.client
      const isRenamed = element.dataset['name'] !== caret.name
      element.dataset['name'] = caret.name
      const x = place.left - origin.left
      const y = place.top - origin.top
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

  // Pictures that load, fonts that arrive, a window that gets narrower: all of them change the text's size.
  const resizes = new ResizeObserver(schedule)
  resizes.observe(view.dom)
  return {
    update: schedule,
    destroy() {
      resizes.disconnect()
      cancelAnimationFrame(frame)
      layer.replaceChildren()
    },
  }
}

function measure(view: EditorView, caret: Caret) {
  try {
    return view.coordsAtPos(caret.head)
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
