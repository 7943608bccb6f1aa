import { NodeRange, type ResolvedPos } from 'prosemirror-model'
import type { Selection } from 'prosemirror-state'
import { schema } from '../../document/schema/schema.ts'

const { nodes } = schema

/**
 * The blocks a selection is in, as people see them: of a list its items, of a section or a table all of it. They are
 * neighbours of one parent. Undefined when the title is among them, which is no block.
 */
export function selectedBlocks({ $from, $to }: Pick<Selection, '$from' | '$to'>): NodeRange | undefined {
  let range = $from.blockRange($to)
  while (range && range.depth > 0 && isPartOfOne(range)) range = widen(range)
  if (!range || (range.depth === 0 && range.startIndex === 0)) return undefined
  return range
}

/** The parent of some blocks, as a range of its own. */
export function widen({ $from, $to, depth }: NodeRange): NodeRange {
  return new NodeRange($from, $to, depth - 1)
}

/** The block that begins at a position. */
export function blockAt($pos: ResolvedPos): NodeRange {
  const after = $pos.doc.resolve($pos.pos + ($pos.nodeAfter?.nodeSize ?? 0))
  return new NodeRange($pos, after, $pos.depth)
}

/** True for what nobody would call a block: the first line of an item, the line of a section, a row, a cell. */
function isPartOfOne({ parent, startIndex, endIndex }: NodeRange): boolean {
  const { type } = parent
  if (type === nodes.list_item || type === nodes.task_item || type === nodes.details) return startIndex === 0
  if (type === nodes.bullet_list || type === nodes.ordered_list || type === nodes.task_list) {
    return startIndex === 0 && endIndex === parent.childCount && endIndex > 1
  }
  return type === nodes.table || type === nodes.table_row
}
