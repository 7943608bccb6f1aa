import type { NodeRange } from 'prosemirror-model'
import { NodeSelection, type Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { moveWithList } from '../block-commands.ts'
import { hoveredBlock } from './hovered-block.ts'

/** Where a dragged block would go, and the line on the screen that shows it. */
export interface DropTarget {
  readonly at: number
  readonly left: number
  readonly top: number
  readonly width: number
}

/**
 * Where blocks would go if they were dropped now: above or below the block the pointer is over, by the half it is
 * over, or above or below what is around that where they may not stand beside it.
 */
export function dropTarget(view: EditorView, range: NodeRange, event: MouseEvent): DropTarget | undefined {
  const { doc } = view.state
  let pos = hoveredBlock(view, event)
  while (pos !== undefined) {
    const element = view.nodeDOM(pos)
    const node = doc.nodeAt(pos)
    if (!(element instanceof Element) || !node) return undefined
    const { left, top, bottom, width } = element.getBoundingClientRect()
    const isAbove = event.clientY < (top + bottom) / 2
    const at = isAbove ? pos : pos + node.nodeSize
    // Among themselves they are where they stand already.
    if ((at >= range.start && at <= range.end) || dropBlocks(view.state.tr, range, at)) {
      return { at, left, top: isAbove ? top : bottom, width }
    }
    const $pos = doc.resolve(pos)
    pos = $pos.depth > 0 ? $pos.before() : undefined
  }
  return undefined
}

/** The blocks moved, one alone selected; undefined where they stand already, and where they cannot stand. */
export function dropBlocks(tr: Transaction, range: NodeRange, at: number): Transaction | undefined {
  const { start, startIndex, endIndex } = range
  const moved = moveWithList(tr, range, at)
  if (!moved || endIndex - startIndex > 1) return moved
  return moved.setSelection(NodeSelection.create(tr.doc, tr.mapping.map(start, 1)))
}
