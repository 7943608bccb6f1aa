import { Plugin, PluginKey } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { createFetchedScreen } from '../fetched-screen.ts'
import { advanceBubble, type Bubble } from './bubble-state.ts'

/** What draws the bubbles. */
export interface BubbleScreen {
  /** Shows a bubble at its place; none for undefined. */
  show(bubble: Bubble | undefined): void
  /** True for a part of the bubble that is shown. */
  holds(target: EventTarget | null): boolean
  /** Gives the focus to what is shown; false when nothing is. */
  focus(): boolean
  destroy(): void
}

/** Makes the bubbles of an editor; `onLeave` hears when the focus goes from a bubble to elsewhere in the page. */
export type LoadBubbles = () => Promise<(view: EditorView, onLeave: () => void) => BubbleScreen>

const key = new PluginKey<Bubble | undefined>('bubble')
const CLOSE = 'close'

/** Bubbles at the text: while the mouse is down nothing is shown, and nothing ever takes the focus. */
export function bubbles(load: LoadBubbles): Plugin<Bubble | undefined> {
  let view: EditorView | undefined
  let isPressed = false
  const screen = createFetchedScreen(async () => {
    const create = await load()
    return (drawn) => create(drawn, refresh)
  }, refresh)

  function refresh(): void {
    if (!view) return
    const bubble = key.getState(view.state)
    const isWanted =
      view.editable &&
      !isPressed &&
      (view.hasFocus() || screen.current()?.holds(view.dom.ownerDocument.activeElement))
    if (bubble && isWanted) screen.fetch()
    screen.current()?.show(isWanted ? bubble : undefined)
  }

  function release(): void {
    if (!isPressed) return
    isPressed = false
    refresh()
  }

  return new Plugin<Bubble | undefined>({
    key,
    state: {
      init: () => undefined,
      apply: (tr, open, _before, state) =>
        tr.getMeta(key) === CLOSE ? undefined : advanceBubble(tr, open, state),
    },
    view(begun) {
      view = begun
      const end = screen.begin(begun)
      refresh()
      const root = begun.dom.ownerDocument
      root.addEventListener('pointerup', release)
      root.addEventListener('pointercancel', release)
      return {
        update: refresh,
        destroy() {
          root.removeEventListener('pointerup', release)
          root.removeEventListener('pointercancel', release)
          end()
        },
      }
    },
    props: {
      handleKeyDown(view, event) {
        if (event.altKey && event.key === 'F10') return screen.current()?.focus() ?? false
        if (event.key !== 'Escape' || view.composing || !key.getState(view.state)) return false
        view.dispatch(view.state.tr.setMeta(key, CLOSE).setMeta('addToHistory', false))
        return true
      },
      handleDOMEvents: {
        pointerdown() {
          isPressed = true
          refresh()
          return false
        },
        focus() {
          refresh()
          return false
        },
        blur(_view, event) {
          if (!screen.current()?.holds(event.relatedTarget)) screen.current()?.show(undefined)
          return false
        },
      },
    },
  })
}
