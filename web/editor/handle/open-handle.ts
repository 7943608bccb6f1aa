import { autoUpdate, computePosition, offset, type VirtualElement } from '@floating-ui/dom'
import { GripVertical } from 'lucide'
import { dropCursor } from 'prosemirror-dropcursor'
import type { EditorView } from 'prosemirror-view'
import { iconElement } from '../../elements/icons.ts'
import { toolWords } from '../../tool-words.ts'
import type { PageActions } from '../page-actions.ts'
import type { HandleScreen } from './block-handle.ts'
import { dragByHandle } from './drag-handle.ts'
import { createDropLine } from './drop-line.ts'
import { dragByFinger } from './finger-drag.ts'
import { heldBlock, holdBlock } from './held-block.ts'
import { selectHeld } from './held-range.ts'
import { hoveredBlock } from './hovered-block.ts'

const GAP_PX = 6

/** The bullet or number of an item stands left of it. */
const ITEM_GAP_PX = 34

/** The handle of an editor: it follows the mouse, or a finger's taps, from block to block, is dragged, and opens the block's menu. */
export function openHandle(view: EditorView, page: PageActions, first: PointerEvent): HandleScreen {
  const handle = makeHandle()
  view.dom.parentElement?.append(handle)
  const line = createDropLine(view.dom.parentElement ?? document.body)
  const drag = dragByHandle(view, handle, line, () => shown)
  const stopFinger = dragByFinger(view, handle, line)
  const dropMark = dropCursor({ class: 'drop-cursor', color: false, width: 2 }).spec.view?.(view)
  let stopFollowing = () => {}
  let shown: Element | undefined

  function show(): void {
    const pos = view.editable ? heldBlock(view.state) : undefined
    const block = pos === undefined ? undefined : view.nodeDOM(pos)
    const element = block instanceof Element ? block : undefined
    if (element === shown) return
    shown = element
    stopFollowing()
    stopFollowing = element ? autoUpdate(element, handle, () => void place(view, handle, element)) : () => {}
    handle.hidden = element === undefined
  }

  function hold(pos: number | undefined): void {
    if (heldBlock(view.state) !== pos) view.dispatch(holdBlock(view.state.tr, pos))
  }

  function follow(event: PointerEvent): void {
    const isOurs = event.target instanceof Node && handle.contains(event.target)
    if (event.buttons > 0 || isOurs || !view.editable || view.composing) return
    if (event.pointerType === 'mouse') hold(hoveredBlock(view, event))
  }

  /** A finger hovers over nothing: its handle is beside the block it tapped. */
  function followTap(event: PointerEvent): void {
    if (event.pointerType === 'mouse' || !(event.target instanceof Node) || !view.dom.contains(event.target))
      return
    if (view.editable && !view.composing) hold(hoveredBlock(view, event))
  }

  // Who writes is shown nothing.
  const rest = () => hold(undefined)

  handle.addEventListener('click', () => {
    if (selectHeld(view)) page.openBlockMenu()
  })
  view.dom.addEventListener('keydown', rest)
  document.addEventListener('pointermove', follow)
  document.addEventListener('pointerup', followTap)
  follow(first)
  followTap(first)
  show()

  return {
    update(before) {
      dropMark?.update?.(view, before)
      show()
    },
    drop: drag.drop,
    destroy() {
      stopFollowing()
      drag.stop()
      stopFinger()
      dropMark?.destroy?.()
      line.remove()
      view.dom.removeEventListener('keydown', rest)
      document.removeEventListener('pointermove', follow)
      document.removeEventListener('pointerup', followTap)
      handle.remove()
    },
  }
}

function makeHandle(): HTMLButtonElement {
  const handle = document.createElement('button')
  handle.type = 'button'
  handle.className = 'block-handle'
  handle.draggable = true
  // The caret's own block has the same menu by a key; a stop for Tab here would depend on where the mouse is.
  handle.tabIndex = -1
  handle.ariaLabel = toolWords.block.handle
  handle.title = toolWords.block.handle
  handle.hidden = true
  handle.append(iconElement(GripVertical))
  return handle
}

async function place(view: EditorView, handle: HTMLElement, block: Element): Promise<void> {
  const { x, y } = await computePosition(besideText(view, block), handle, {
    strategy: 'fixed',
    placement: 'left-start',
    middleware: [
      offset({
        mainAxis: block.matches('li') ? ITEM_GAP_PX : GAP_PX,
        crossAxis: (firstLineHeight(block) - handle.offsetHeight) / 2,
      }),
    ],
  })
  // On a phone there is no room left of the text; at the end of a line there mostly is.
  const { clientWidth } = document.documentElement
  handle.style.left = `${x < 0 ? clientWidth - handle.offsetWidth : Math.round(x)}px`
  handle.style.top = `${Math.round(y)}px`
}

/** In a quote or a section too the handle stands left of the text as a whole; an item's beside the item. */
function besideText(view: EditorView, block: Element): VirtualElement {
  let outer = block
  while (!block.matches('li') && outer.parentElement && outer.parentElement !== view.dom) {
    outer = outer.parentElement
  }
  return {
    getBoundingClientRect() {
      const { top, height } = block.getBoundingClientRect()
      return new DOMRect(outer.getBoundingClientRect().left, top, 0, height)
    },
  }
}

/** How high the first line of a block is, so that the handle stands in its middle. */
function firstLineHeight(block: Element): number {
  const line = block.querySelector('p, h2, h3, h4, summary, td, th') ?? block
  const height = Number.parseFloat(getComputedStyle(line).lineHeight)
  return Number.isFinite(height) ? height : block.getBoundingClientRect().height
}
