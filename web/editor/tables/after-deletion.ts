import type { Node } from 'prosemirror-model'
import { type Command, type EditorState, Selection, type Transaction } from 'prosemirror-state'
import { CellSelection, cellAround } from 'prosemirror-tables'
import { layoutOf, tableAround } from './layout.ts'

/**
 * A command that deletes rows or columns, after which the caret stands in the cell that took the place of the first
 * deleted one, and no row or column is left in which no cell begins.
 */
export function tidily(command: Command): Command {
  return (state, dispatch) => {
    const around = tableAround(state.selection.$from)
    const place = around && placeOf(state, around.start)
    if (!dispatch || !place || !around) return command(state, dispatch)
    return command(state, (tr) => {
      if (tr.doc.nodeAt(around.pos)?.type === around.table.type) {
        dropBareRows(tr, around.pos)
        dropBareColumns(tr, around.pos)
        enterCell(tr, around.pos, place)
      }
      dispatch(tr)
    })
  }
}

interface Place {
  readonly row: number
  readonly column: number
}

/** Where the selection begins in its table. */
function placeOf({ selection }: EditorState, start: number): Place | undefined {
  const around = tableAround(selection.$from)
  const $cell = cellAround(selection.$head)
  if (!around || (!$cell && !(selection instanceof CellSelection))) return undefined
  const chosen = new Set<number>()
  if (selection instanceof CellSelection) selection.forEachCell((_node, pos) => void chosen.add(pos - start))
  else if ($cell) chosen.add($cell.pos - start)
  const cells = layoutOf(around.table).cells.filter(({ offset }) => chosen.has(offset))
  if (cells.length === 0) return undefined
  return {
    row: Math.min(...cells.map(({ row }) => row)),
    column: Math.min(...cells.map(({ column }) => column)),
  }
}

function dropBareRows(tr: Transaction, pos: number): void {
  for (let table = tableAt(tr, pos); table; table = tableAt(tr, pos)) {
    const bare = table.children.findIndex((row) => row.childCount === 0)
    if (bare < 0 || table.childCount < 2) return
    for (const { offset, row, rowspan, node } of layoutOf(table).cells)
      if (row < bare && row + rowspan > bare)
        tr.setNodeAttribute(pos + 1 + offset, 'rowspan', Number(node.attrs['rowspan']) - 1)
    const before = table.children.slice(0, bare).reduce((size, row) => size + row.nodeSize, pos + 1)
    tr.delete(before, before + 2)
  }
}

function dropBareColumns(tr: Transaction, pos: number): void {
  for (let table = tableAt(tr, pos); table; table = tableAt(tr, pos)) {
    const { cells, width } = layoutOf(table)
    const begun = new Set(cells.map(({ column }) => column))
    const bare = Array.from({ length: width }, (_, i) => i).find((column) => !begun.has(column))
    if (bare === undefined) return
    for (const { offset, column, colspan, node } of cells) {
      if (column > bare || column + colspan <= bare) continue
      const widths = node.attrs['colwidth'] as readonly number[] | null
      tr.setNodeAttribute(pos + 1 + offset, 'colspan', Number(node.attrs['colspan']) - 1)
      if (widths)
        tr.setNodeAttribute(
          pos + 1 + offset,
          'colwidth',
          widths.filter((_, i) => i !== bare - column),
        )
    }
  }
}

function tableAt(tr: Transaction, pos: number): Node | undefined {
  const table = tr.doc.nodeAt(pos)
  return table && layoutOf(table).isSound ? table : undefined
}

function enterCell(tr: Transaction, pos: number, { row, column }: Place): void {
  const table = tableAt(tr, pos)
  if (!table) return
  const { cells, width } = layoutOf(table)
  const wanted = { row: Math.min(row, table.childCount - 1), column: Math.min(column, width - 1) }
  const cell = cells.find(
    (one) =>
      one.row <= wanted.row &&
      one.row + one.rowspan > wanted.row &&
      one.column <= wanted.column &&
      one.column + one.colspan > wanted.column,
  )
  if (cell) tr.setSelection(Selection.near(tr.doc.resolve(pos + cell.offset + cell.node.nodeSize), -1))
}
