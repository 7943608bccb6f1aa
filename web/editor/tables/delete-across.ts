import type { ResolvedPos } from 'prosemirror-model'
import { type Command, Selection, TextSelection, type Transaction } from 'prosemirror-state'
import { layoutOf, type TableAt, tableAround } from './layout.ts'

/**
 * Deletes a selection that begins or ends within a table and goes beyond it: of the table the words go, and its cells
 * stay where they are. Left to ProseMirror the cells would go too, and others take their columns.
 */
export const deleteAcrossTable: Command = (state, dispatch) => {
  const { selection } = state
  if (!(selection instanceof TextSelection) || selection.empty) return false
  const { $from, $to } = selection
  const [first, last] = [tableAround($from), tableAround($to)]
  if (first?.pos === last?.pos) return false
  if (dispatch) dispatch(deleteBetween(state.tr, { $from, $to }, first, last).scrollIntoView())
  return true
}

function deleteBetween(
  tr: Transaction,
  { $from, $to }: { readonly $from: ResolvedPos; readonly $to: ResolvedPos },
  first: TableAt | undefined,
  last: TableAt | undefined,
): Transaction {
  // From the end on, so that nothing moves what comes before it.
  if (last) emptyCells(tr, last, last.start, $to.pos)
  const from = first ? first.pos + first.table.nodeSize : $from.pos
  const to = last ? last.pos : $to.pos
  if (from < to) tr.deleteRange(from, to)
  if (first) emptyCells(tr, first, $from.pos, first.pos + first.table.nodeSize)
  return tr.setSelection(
    Selection.near(tr.doc.resolve(Math.min($from.pos, tr.doc.content.size)), first ? -1 : 1),
  )
}

/** Takes from the cells of a table what is selected of them. */
function emptyCells(tr: Transaction, { table, start }: TableAt, from: number, to: number): void {
  for (const { node, offset } of [...layoutOf(table).cells].reverse()) {
    const inside = start + offset + 1
    const [left, right] = [Math.max(from, inside), Math.min(to, inside + node.content.size)]
    if (left >= right) continue
    const isWhole = left === inside && right === inside + node.content.size
    const empty = node.type.createAndFill(node.attrs)?.content
    if (isWhole && empty) {
      if (!node.content.eq(empty)) tr.replaceWith(left, right, empty)
    } else tr.deleteRange(left, right)
  }
}
