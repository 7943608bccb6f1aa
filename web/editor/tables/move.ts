import type { Command, Transaction } from 'prosemirror-state'
import { TextSelection } from 'prosemirror-state'
import { cellAround } from 'prosemirror-tables'
import { MoveStep } from '../../../document/commit/move-step.ts'
import { toolWords } from '../../tool-words.ts'
import type { Tale } from '../telling.ts'
import { layoutOf, type PlacedCell, type TableAt, tableAround } from './layout.ts'

/** Moves the row of the caret up or down, unless a cell that spans rows is in the way. */
export function moveRow(direction: 1 | -1): Command {
  return (state, dispatch) => {
    const here = placeOf(state.selection.$head)
    if (!here) return false
    const { around, cell } = here
    const { row } = cell
    const other = row + direction
    const { cells } = layoutOf(around.table)
    const isBound = cells.some(
      (one) =>
        one.rowspan > 1 && [row, other].some((line) => line >= one.row && line < one.row + one.rowspan),
    )
    if (other < 0 || other >= around.table.childCount || isBound) return false
    if (dispatch) {
      const upper = Math.min(row, other)
      const at = offsetOfRow(around, upper)
      const caret = state.selection.head
      const { tr } = state
      swap(tr, at, around.table.child(upper).nodeSize, around.table.child(upper + 1).nodeSize)
      const size = around.table.child(other).nodeSize
      dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(caret + direction * size))).scrollIntoView())
    }
    return true
  }
}

/** Moves the column of the caret left or right, unless a merged cell is in the way. */
export function moveColumn(direction: 1 | -1): Command {
  return (state, dispatch) => {
    const here = placeOf(state.selection.$head)
    if (!here) return false
    const { around, cell } = here
    const { width, cells } = layoutOf(around.table)
    const other = cell.column + direction
    const left = Math.min(cell.column, other)
    const pairs = cells.filter(({ column, colspan }) => column < left + 2 && column + colspan > left)
    const isBound = pairs.some(({ colspan, rowspan }) => colspan > 1 || rowspan > 1)
    if (other < 0 || other >= width || isBound) return false
    if (dispatch) {
      const { tr } = state
      const beside = pairs.find(({ row, column }) => row === cell.row && column === other)
      const caret = state.selection.head + direction * (beside?.node.nodeSize ?? 0)
      for (let i = 0; i < pairs.length; i += 2) {
        const [first, second] = [pairs[i], pairs[i + 1]]
        if (first && second) {
          swap(tr, around.start + first.offset, first.node.nodeSize, second.node.nodeSize)
        }
      }
      dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(caret))).scrollIntoView())
    }
    return true
  }
}

/** In which row the caret stands after a row was moved. */
export const tellRow: Tale = ({ selection }) => {
  const here = placeOf(selection.$head)
  return here && toolWords.table.row(here.cell.row + 1, here.around.table.childCount)
}

/** In which column the caret stands after a column was moved. */
export const tellColumn: Tale = ({ selection }) => {
  const here = placeOf(selection.$head)
  return here && toolWords.table.column(here.cell.column + 1, layoutOf(here.around.table).width)
}

/** Changes the places of two neighbours that begin at `at`. Of what others write in either nothing is lost. */
function swap(tr: Transaction, at: number, firstSize: number, secondSize: number): void {
  tr.step(new MoveStep(at, at + firstSize, at + firstSize + secondSize))
}

function placeOf(
  $head: Parameters<typeof tableAround>[0],
): { readonly around: TableAt; readonly cell: PlacedCell } | undefined {
  const around = tableAround($head)
  const $cell = cellAround($head)
  const cell =
    around && $cell && layoutOf(around.table).cells.find(({ offset }) => around.start + offset === $cell.pos)
  return around && cell ? { around, cell } : undefined
}

function offsetOfRow({ table, start }: TableAt, row: number): number {
  let at = start
  for (let i = 0; i < row; i++) at += table.child(i).nodeSize
  return at
}
