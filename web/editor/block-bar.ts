import { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { BarTool, BlockBar } from '../elements/block-bar.ts'
import '../elements/block-bar.ts'

/** The tools of the block that has the caret. */
export interface BlockTools {
  /** The block as it is drawn. */
  readonly block: HTMLElement
  /** Names the bar. */
  readonly label: string
  readonly tools: readonly BarTool[]
  /** Where the bar stands: above the block, or over its own upper end, where its text leaves room. */
  readonly side: 'above' | 'inside'
}

/** Finds the block a bar is for. */
export interface BlockFinder {
  /** The block with the caret, where one may write. */
  readonly find: (view: EditorView) => BlockTools | undefined
  /** The block of an element that somebody points at, with what can be done without writing. */
  readonly findPointed?: (view: EditorView, element: Element) => BlockTools | undefined
}

const MARGIN_PX = 6

/**
 * A bar with the tools of a block, at the block that has the caret and as long as it has it. It stands beside the
 * text and never in it. Alt-F10 leads there, Escape back.
 */
export function blockBar(finder: BlockFinder): Plugin {
  let bar: BlockBar | undefined
  let views = 0
  return new Plugin({
    props: {
      handleKeyDown(_view, event) {
        if (event.key !== 'F10' || !event.altKey || !bar || bar.hidden) return false
        bar.focusFirst()
        return true
      },
    },
    view(view) {
      const own = bar ?? createBar()
      bar = own
      views += 1
      const { update, destroy } = float(view, own, finder)
      return {
        update,
        destroy() {
          destroy()
          views -= 1
          // More plugins make every plugin's view anew: the bar, and the keyboard in it, outlives that.
          queueMicrotask(() => views === 0 && own.remove())
        },
      }
    },
  })
}

function createBar(): BlockBar {
  const bar = document.createElement('sp-block-bar')
  bar.hidden = true
  bar.className = 'block-bar floating'
  // Within the page's landmark, for those who go from one to the next.
  const main = document.querySelector('main') ?? document.body
  main.append(bar)
  return bar
}

function float(
  view: EditorView,
  bar: BlockBar,
  { find, findPointed }: BlockFinder,
): { update(): void; destroy(): void } {
  const page = view.dom.ownerDocument
  const released = new AbortController()
  let shown: BlockTools | undefined
  let pointed: Element | undefined
  let frame = 0

  function place(): void {
    frame = 0
    if (shown && !bar.hidden) placeBar(bar, shown, page.querySelector('.top'))
  }

  function schedule(): void {
    if (frame === 0 && shown) frame = requestAnimationFrame(place)
  }

  function look(): void {
    const isHere = view.editable && (view.hasFocus() || bar.contains(page.activeElement))
    shown = (isHere ? find(view) : undefined) ?? (pointed && findPointed?.(view, pointed))
    if (shown) {
      bar.label = shown.label
      bar.tools = shown.tools
      bar.classList.toggle('is-inside', shown.side === 'inside')
    }
    bar.hidden = shown === undefined
    schedule()
  }

  const point = ({ target }: Event) => {
    const element = target instanceof Element && !bar.contains(target) ? target : pointed
    if (element === pointed) return
    pointed = element
    look()
  }

  const { signal } = released
  if (findPointed) page.addEventListener('pointerover', point, { signal, passive: true })
  bar.addEventListener('bar-left', () => view.focus(), { signal })
  bar.addEventListener('focusout', () => requestAnimationFrame(look), { signal })
  view.dom.addEventListener('focus', look, { signal })
  view.dom.addEventListener('blur', () => requestAnimationFrame(look), { signal })
  page.addEventListener('scroll', schedule, { signal, capture: true, passive: true })
  page.defaultView?.addEventListener('resize', schedule, { signal })
  look()
  return {
    update: look,
    destroy() {
      released.abort()
      cancelAnimationFrame(frame)
    },
  }
}

/** At the block's upper end, as long as that is below the page's own bars; else at the end of what one sees of it. */
function placeBar(bar: BlockBar, { block, side: wanted }: BlockTools, top: Element | null): void {
  // Where fingers point, the tools are too large to lie over the text.
  const side = matchMedia('(pointer: coarse)').matches ? 'above' : wanted
  const box = block.getBoundingClientRect()
  const { width, height } = bar.getBoundingClientRect()
  const room = document.documentElement
  const covered = top?.getBoundingClientRect().bottom ?? 0
  const upper = side === 'above' ? box.top - height - MARGIN_PX : box.top + MARGIN_PX
  const lower = Math.min(box.bottom + MARGIN_PX, room.clientHeight - height - MARGIN_PX)
  const isOut = box.bottom < covered || box.top > room.clientHeight
  const isMirrored = getComputedStyle(block).direction === 'rtl'
  const inset = side === 'inside' ? MARGIN_PX : 0
  const end = isMirrored ? box.left + inset : box.right - width - inset
  bar.style.visibility = isOut ? 'hidden' : 'visible'
  bar.style.top = `${upper >= covered ? upper : lower}px`
  bar.style.left = `${Math.max(MARGIN_PX, Math.min(end, room.clientWidth - width - MARGIN_PX))}px`
}
