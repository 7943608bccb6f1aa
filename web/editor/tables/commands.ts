import { chainCommands } from 'prosemirror-commands'
import type { ResolvedPos } from 'prosemirror-model'
import { type Command, type EditorState, Selection } from 'prosemirror-state'
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  CellSelection,
  cellAround,
  deleteColumn,
  deleteRow,
  deleteTable,
  splitCell,
  toggleHeader,
} from 'prosemirror-tables'
import { compose } from '../compose.ts'
import { telling } from '../telling.ts'
import { tidily } from './after-deletion.ts'
import { layoutOf, tableAround } from './layout.ts'
import { mergeCells } from './merge.ts'
import { byMinimalSteps } from './minimal-steps.ts'
import { moveColumn, moveRow, tellColumn, tellRow } from './move.ts'
import { isBeyondRepair, repairHere } from './repair.ts'
import { evenWidths } from './widths.ts'

/** Everything the bar at a table does. Each mends a ragged table first, in the same change. */
export const tableCommands = {
  rowAbove: inTable(addRowBefore),
  rowBelow: inTable(addRowAfter),
  rowUp: telling(inTable(moveRow(-1)), tellRow),
  rowDown: telling(inTable(moveRow(1)), tellRow),
  headerRow: inTable(toggleHeader('row')),
  deleteRow: inTable(chainCommands(tidily(deleteRow), deleteTable)),
  columnBefore: inTable(addColumnBefore),
  columnAfter: inTable(addColumnAfter),
  columnLeft: telling(inTable(moveColumn(-1)), tellColumn),
  columnRight: telling(inTable(moveColumn(1)), tellColumn),
  headerColumn: inTable(toggleHeader('column')),
  evenWidths: inTable(evenWidths),
  deleteColumn: inTable(chainCommands(tidily(deleteColumn), deleteTable)),
  merge: inTable(mergeCells),
  split: inTable(splitCell),
  deleteTable: inTable(deleteTable),
} satisfies Record<string, Command>

/** The name of one of them. */
export type TableCommandName = keyof typeof tableCommands

/** A command for the table around the selection, which it may take for a rectangle. */
function inTable(command: Command): Command {
  const minimal = byMinimalSteps(command)
  return (state, dispatch) => {
    const around = tableAround(state.selection.$from)
    if (!around) return false
    const layout = layoutOf(around.table)
    if (isBeyondRepair(layout)) return command === deleteTable && deleteTable(state, dispatch)
    if (layout.isSound) return minimal(state, dispatch)
    return compose(repairHere, minimal)(state, dispatch)
  }
}

/** Tab: on to the next cell; behind the last one a row is added. */
export const nextCell: Command = (state, dispatch) => {
  const $cell = cellAt(state)
  if (!$cell) return false
  const next = neighbour($cell, 1)
  if (next !== undefined) return enterCell(next)(state, dispatch)
  return compose(tableCommands.rowBelow, (grown, take) => {
    const $last = cellAt(grown)
    const first = $last ? neighbour($last, 1) : undefined
    return first === undefined ? false : enterCell(first)(grown, take)
  })(state, dispatch)
}

/** Shift-Tab: back to the cell before. In the first one the key does nothing. */
export const previousCell: Command = (state, dispatch) => {
  const $cell = cellAt(state)
  if (!$cell) return false
  const before = neighbour($cell, -1)
  return before === undefined ? true : enterCell(before)(state, dispatch)
}

/** Enter, where whole cells are selected, goes into the last one. */
export const intoCell: Command = (state, dispatch) => {
  const { selection } = state
  return selection instanceof CellSelection ? enterCell(selection.$headCell.pos)(state, dispatch) : false
}

/** Backspace, where all cells of an empty table are selected, takes the table away. */
export const deleteEmptyTable: Command = (state, dispatch) => {
  const { selection } = state
  if (!(selection instanceof CellSelection) || !selection.isColSelection() || !selection.isRowSelection()) {
    return false
  }
  const around = tableAround(selection.$anchorCell)
  return around?.table.textContent === '' && deleteTable(state, dispatch)
}

/** The caret goes to the end of what stands in the cell at `pos`: typing there takes nothing away. */
function enterCell(pos: number): Command {
  return ({ doc, tr }, dispatch) => {
    const cell = doc.nodeAt(pos)
    if (!cell) return false
    const end = doc.resolve(pos + cell.nodeSize - 1)
    dispatch?.(tr.setSelection(Selection.near(end, -1)).scrollIntoView())
    return true
  }
}

function cellAt({ selection }: EditorState): ResolvedPos | null {
  return selection instanceof CellSelection ? selection.$headCell : cellAround(selection.$head)
}

/** Where the cell before or after another begins, in reading order; undefined at the table's end. */
function neighbour($cell: ResolvedPos, direction: 1 | -1): number | undefined {
  const around = tableAround($cell)
  if (!around) return undefined
  const { cells } = layoutOf(around.table)
  const at = cells.findIndex(({ offset }) => around.start + offset === $cell.pos)
  const next = at < 0 ? undefined : cells[at + direction]
  return next && around.start + next.offset
}
