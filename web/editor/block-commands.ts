import { Fragment, type Node, type NodeRange, Slice } from 'prosemirror-model'
import { type Command, Selection, type Transaction } from 'prosemirror-state'
import { ReplaceStep } from 'prosemirror-transform'
import { fitStep } from '../../document/commit/fit-step.ts'
import { MoveStep } from '../../document/commit/move-step.ts'
import { schema } from '../../document/schema/schema.ts'
import { selectedBlocks, widen } from './block-range.ts'

const { nodes } = schema

/** Moves the selected blocks before their neighbour, and at the beginning of a quote, callout or item out of it. */
export const moveBlocksUp: Command = moveBlocks('up')

/** Moves the selected blocks behind their neighbour, and at the end of a quote, callout or item out of it. */
export const moveBlocksDown: Command = moveBlocks('down')

/** Puts a copy of the selected blocks below them and selects in it what was selected. */
export const duplicateBlocks: Command = (state, dispatch) => {
  const range = selectedBlocks(state.selection)
  if (!range) return false
  if (!dispatch) return true
  const { tr, selection } = state
  const { start, end } = range
  tr.insert(end, state.doc.slice(start, end).content)
  const json = selection.toJSON() as { readonly anchor: number; readonly head?: number }
  const moved = { ...json, anchor: json.anchor + end - start, head: (json.head ?? 0) + end - start }
  dispatch(tr.setSelection(Selection.fromJSON(tr.doc, moved)).scrollIntoView())
  return true
}

/** Deletes the selected blocks; where nothing may be empty, an empty paragraph is left. */
export const deleteBlocks: Command = (state, dispatch) => {
  const range = selectedBlocks(state.selection)
  if (!range) return false
  const { tr } = state
  const { start, end } = range
  const isLast = range.depth === 0 && range.startIndex === 1 && range.endIndex === range.parent.childCount
  const deletion = fitStep(state.doc, new ReplaceStep(start, end, Slice.empty))
  if (isLast || tr.maybeStep(deletion).failed) {
    tr.step(new ReplaceStep(start, end, new Slice(Fragment.from(nodes.paragraph.create()), 0, 0)))
  }
  tr.setSelection(Selection.near(tr.doc.resolve(tr.mapping.map(start, -1)), 1))
  dispatch?.(tr.scrollIntoView())
  return true
}

/** Moves blocks to another place; undefined where they cannot stand. */
export function moveBlocksTo(
  tr: Transaction,
  { start, end }: NodeRange,
  at: number,
): Transaction | undefined {
  const move = fitStep(tr.doc, new MoveStep(start, end, at))
  if (!(move instanceof MoveStep) || move.isIdle) return undefined
  return tr.maybeStep(move).failed ? undefined : tr
}

/** The same, and where a list's items cannot stand alone they come with a list of their own, like the one they leave. */
export function moveWithList(tr: Transaction, range: NodeRange, at: number): Transaction | undefined {
  const moved = moveBlocksTo(tr, range, at)
  const { parent, start, end } = range
  const empty = isItem(parent.child(range.startIndex))
    ? parent.child(range.startIndex).type.createAndFill()
    : null
  if (moved || !empty) return moved
  // A list is never empty: it comes with an item to stand in for those that move into it.
  const list = parent.type.create(parent.attrs, empty)
  if (tr.maybeStep(new ReplaceStep(at, at, new Slice(Fragment.from(list), 0, 0))).failed) return undefined
  const move = new MoveStep(tr.mapping.map(start, 1), tr.mapping.map(end, -1), at + 1 + empty.nodeSize)
  if (tr.maybeStep(move).failed) return undefined
  const stood = move.getMap().map(at + 1, -1)
  return tr.delete(stood, stood + empty.nodeSize)
}

function isItem({ type }: Node): boolean {
  return type === nodes.list_item || type === nodes.task_item
}

function moveBlocks(direction: 'up' | 'down'): Command {
  return (state, dispatch) => {
    const range = selectedBlocks(state.selection)
    if (!range) return false
    const moved = tryMoves(state.tr, range, direction)
    if (moved) dispatch?.(moved.scrollIntoView())
    // At the edge of the text too the key is ours: the caret does not jump where somebody meant to move a block.
    return true
  }
}

function tryMoves(tr: Transaction, range: NodeRange, direction: 'up' | 'down'): Transaction | undefined {
  for (const target of targetsOf(range, direction)) {
    const moved = moveBlocksTo(tr, range, target)
    if (moved) return moved
  }
  const { parent, depth, startIndex, endIndex } = range
  const isAll = startIndex === 0 && endIndex === parent.childCount
  if (depth === 0 || isCell(range)) return undefined
  return isAll ? tryMoves(tr, widen(range), direction) : leaveList(tr, range, direction)
}

/** The first or last items of a list go past what stands before or behind it, or into a list of their kind there. */
function leaveList(tr: Transaction, range: NodeRange, direction: 'up' | 'down'): Transaction | undefined {
  const { parent, depth, startIndex, endIndex, $from } = range
  const isEdge = direction === 'up' ? startIndex === 0 : endIndex === parent.childCount
  if (!isEdge || !isItem(parent.child(startIndex))) return undefined
  const edge = direction === 'up' ? $from.before(depth) : $from.after(depth)
  const $edge = tr.doc.resolve(edge)
  const next = direction === 'up' ? $edge.nodeBefore : $edge.nodeAfter
  if (!next || next.type === nodes.title || next.type === nodes.summary) return undefined
  const way = next.type === parent.type ? 1 : next.nodeSize
  return moveWithList(tr, range, direction === 'up' ? edge - way : edge + way)
}

/** Places further up or down, the next one first: beside the neighbour, out of the parent, out of its list. */
function targetsOf(range: NodeRange, direction: 'up' | 'down'): number[] {
  const { parent, start, end, startIndex, endIndex, depth, $from } = range
  const neighbour = direction === 'up' ? parent.maybeChild(startIndex - 1) : parent.maybeChild(endIndex)
  const isFixed = neighbour?.type === nodes.title || neighbour?.type === nodes.summary
  if (neighbour && !isFixed) {
    return [direction === 'up' ? start - neighbour.nodeSize : end + neighbour.nodeSize]
  }
  const isAll = startIndex === 0 && endIndex === parent.childCount
  if (depth === 0 || isCell(range) || isAll) return []
  const out = (level: number) => (direction === 'up' ? $from.before(level) : $from.after(level))
  return depth > 1 ? [out(depth), out(depth - 1)] : [out(depth)]
}

/** What stands in a cell stays in it. */
function isCell({ parent }: NodeRange): boolean {
  return parent.type === nodes.table_cell || parent.type === nodes.table_header
}
