import type { NodeRange, NodeType, ResolvedPos } from 'prosemirror-model'
import type { EditorView } from 'prosemirror-view'
import { schema } from '../../../document/schema/schema.ts'
import { selectedBlocks, widen } from '../block-range.ts'

const { table, blockquote, callout } = schema.nodes

/** How far left of the text the mouse may be: where the handle is. */
const GUTTER_PX = 56

/** Where the block begins at whose height the mouse is; undefined beside, above and below the text. */
export function hoveredBlock(view: EditorView, { clientX, clientY }: MouseEvent): number | undefined {
  const box = view.dom.getBoundingClientRect()
  const isNear =
    clientX > box.left - GUTTER_PX && clientX < box.right && clientY > box.top && clientY < box.bottom
  if (!isNear) return undefined
  const style = getComputedStyle(view.dom)
  const left = box.left + Number.parseFloat(style.paddingLeft) + 1
  const place = view.posAtCoords({ left: Math.max(clientX, left), top: clientY })
  if (!place) return undefined
  const { doc } = view.state
  const leaf = place.inside >= 0 ? doc.nodeAt(place.inside) : null
  if (leaf?.isBlock && leaf.isLeaf) return place.inside
  return blockAround(doc.resolve(place.pos))
}

/** The block around a position that a handle belongs to: a whole table, and a quote or callout of one block. */
export function blockAround($pos: ResolvedPos): number | undefined {
  for (let depth = 1; depth <= $pos.depth; depth++) {
    if ($pos.node(depth).type === table) return $pos.before(depth)
  }
  let range = selectedBlocks({ $from: $pos, $to: $pos })
  while (range && isAllOf(range, blockquote, callout)) range = widen(range)
  return range?.start
}

function isAllOf({ parent, startIndex, endIndex }: NodeRange, ...types: readonly NodeType[]): boolean {
  return types.includes(parent.type) && startIndex === 0 && endIndex === parent.childCount
}
