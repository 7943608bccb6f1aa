import { NodeSelection, type Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { moveWithList } from '../block-commands.ts'
import { blockAt } from '../block-range.ts'
import { hoveredBlock } from './hovered-block.ts'

/** Where a dragged block would go, and the line on the screen that shows it. */
export interface DropTarget {
  readonly at: number
  readonly left: number
  readonly top: number
  readonly width: number
}

/**
 * Where the block that begins at `from` would go if it were dropped now: above or below the block the mouse is over,
 * by the half it is over, or above or below what is around that where it may not stand beside it.
 */
export function dropTarget(view: EditorView, from: number, event: DragEvent): DropTarget | undefined {
  const { doc } = view.state
  let pos = hoveredBlock(view, event)
  while (pos !== undefined) {
    const element = view.nodeDOM(pos)
    const node = doc.nodeAt(pos)
    if (!(element instanceof Element) || !node) return undefined
    const { left, top, bottom, width } = element.getBoundingClientRect()
    const isAbove = event.clientY < (top + bottom) / 2
    const at = isAbove ? pos : pos + node.nodeSize
    if (isAtHome(view, from, at) || dropBlock(view.state.tr, from, at)) {
      return { at, left, top: isAbove ? top : bottom, width }
    }
    const $pos = doc.resolve(pos)
    pos = $pos.depth > 0 ? $pos.before() : undefined
  }
  return undefined
}

/** The block moved and selected; undefined where it stands already, and where it cannot stand. */
export function dropBlock(tr: Transaction, from: number, at: number): Transaction | undefined {
  const moved = moveWithList(tr, blockAt(tr.doc.resolve(from)), at)
  return moved?.setSelection(NodeSelection.create(tr.doc, tr.mapping.map(from, 1)))
}

function isAtHome({ state: { doc } }: EditorView, from: number, at: number): boolean {
  const { start, end } = blockAt(doc.resolve(from))
  return at === start || at === end
}
