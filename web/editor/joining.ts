import { joinTextblockBackward, joinTextblockForward, lift } from 'prosemirror-commands'
import type { NodeType, ResolvedPos } from 'prosemirror-model'
import { type Command, Selection, type Transaction } from 'prosemirror-state'
import { schema } from '../../document/schema/schema.ts'

const { nodes } = schema

const LISTS: ReadonlySet<NodeType> = new Set([nodes.bullet_list, nodes.ordered_list, nodes.task_list])

/** Backspace at the start of a quote takes its first block out. */
export const liftFromQuote: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  if (!empty || $from.parentOffset > 0) return false
  for (let depth = $from.depth; depth > 1 && $from.index(depth - 1) === 0; depth--) {
    if ($from.node(depth - 1).type === nodes.blockquote) return lift(state, dispatch)
  }
  return false
}

/**
 * Backspace at the start of a line joins its words to the line before, whatever list or quote that is in. ProseMirror's own
 * way would put the line into the list as an item of its own, from where the next Backspace takes it out again.
 */
export const joinLineBefore: Command = (state, dispatch) => {
  const { $from } = state.selection
  if (!isLine($from, -1)) return false
  return joinTextblockBackward(state, dispatch && ((tr) => dispatch(joinLists(tr, $from.depth))))
}

/** Delete at the end of a line joins the words of the next one to it. */
export const joinLineAfter: Command = (state, dispatch) =>
  isLine(state.selection.$from, 1) && joinTextblockForward(state, dispatch)

/** Where a line went between two lists of one kind they are one again, as they were before the line came between. */
function joinLists(tr: Transaction, depth: number): Transaction {
  const { $from } = tr.selection
  if ($from.depth < depth) return tr
  const list = $from.node(depth)
  const end = $from.after(depth)
  const next = tr.doc.resolve(end).nodeAfter
  if (next?.type !== list.type || !LISTS.has(list.type)) return tr
  const isOneCount = Number(next.attrs['order']) === Number(list.attrs['order']) + list.childCount
  return list.type === nodes.ordered_list && !isOneCount ? tr : tr.join(end)
}

/** False where the next words belong to something that must not take others in, or be taken in: a title, a picture. */
function isLine($pos: ResolvedPos, direction: 1 | -1): boolean {
  if ($pos.depth === 0) return false
  const edge = $pos.doc.resolve(direction < 0 ? $pos.before() : $pos.after())
  const next = Selection.findFrom(edge, direction, true)?.$from.parent.type
  return ![$pos.parent.type, next].some(
    (type) => type === nodes.title || type === nodes.summary || type === nodes.figure,
  )
}
