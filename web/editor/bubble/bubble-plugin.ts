import { Plugin, PluginKey } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { later } from '../../later.ts'
import { advanceBubble, type Bubble } from './bubble-state.ts'

/** What draws the bubbles. */
export interface BubbleScreen {
  /** Shows a bubble at its place; none for undefined. */
  show(bubble: Bubble | undefined): void
  /** True when the focus is in the bubble that is shown. */
  hasFocus(): boolean
  /** Gives the focus to what is shown; false when nothing is. */
  focus(): boolean
  destroy(): void
}

/** Makes the bubbles of an editor; `onLeave` hears when the focus goes from a bubble to elsewhere in the page. */
export type LoadBubbles = () => Promise<(view: EditorView, onLeave: () => void) => BubbleScreen>

const FETCH_AFTER_MS = 3_000

const key = new PluginKey<Bubble | undefined>('bubble')

/** Bubbles at the text: while the mouse is down nothing is shown, and nothing ever takes the focus. */
export function bubbles(load: LoadBubbles): Plugin<Bubble | undefined> {
  let screen: BubbleScreen | undefined
  let isPressed = false
  let refresh = () => {}
  return new Plugin<Bubble | undefined>({
    key,
    state: { init: () => undefined, apply: (tr, open, _before, state) => advanceBubble(tr, open, state) },
    view(view) {
      let isGone = false
      let isLoading = false
      const fetchScreen = () => {
        if (screen || isLoading) return
        isLoading = true
        load().then(
          (create) => {
            if (isGone) return
            screen = create(view, () => refresh())
            refresh()
          },
          // The bar above the text does the same; the next selection tries again.
          () => {
            isLoading = false
          },
        )
      }
      refresh = () => {
        const bubble = key.getState(view.state)
        const isWanted = view.editable && !isPressed && (view.hasFocus() || screen?.hasFocus())
        if (bubble && isWanted) fetchScreen()
        screen?.show(isWanted ? bubble : undefined)
      }
      const release = () => {
        if (!isPressed) return
        isPressed = false
        refresh()
      }
      const root = view.dom.ownerDocument
      root.addEventListener('pointerup', release)
      root.addEventListener('pointercancel', release)
      const cancel = later(FETCH_AFTER_MS, fetchScreen)
      return {
        update: refresh,
        destroy() {
          isGone = true
          cancel()
          root.removeEventListener('pointerup', release)
          root.removeEventListener('pointercancel', release)
          screen?.destroy()
          screen = undefined
        },
      }
    },
    props: {
      handleKeyDown: (_view, event) => event.altKey && event.key === 'F10' && (screen?.focus() ?? false),
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
        // The focus is nowhere while it moves: where it went is known afterwards.
        blur() {
          later(0, () => refresh())
          return false
        },
      },
    },
  })
}
