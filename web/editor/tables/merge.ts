import { type Node, Slice } from 'prosemirror-model'
import type { Command, Transaction } from 'prosemirror-state'
import { CellSelection } from 'prosemirror-tables'
import { MoveStep } from '../../../document/commit/move-step.ts'
import { schema } from '../../../document/schema/schema.ts'
import { MAX_COLSPAN, MAX_ROWSPAN } from '../../../document/schema/table-nodes.ts'
import { layoutOf, type PlacedCell, tableAround } from './layout.ts'

/**
 * Makes the selected cells one, when they are a rectangle. Cells beside each other are joined and keep what others
 * write in them meanwhile; what stands in a lower row is moved up.
 */
export const mergeCells: Command = (state, dispatch) => {
  const { selection } = state
  if (!(selection instanceof CellSelection)) return false
  const around = tableAround(selection.$anchorCell)
  const chosen = around && chosenCells(selection, around.start, layoutOf(around.table).cells)
  if (!around || !chosen) return false
  if (!dispatch) return true
  const { tr } = state
  const [first, ...others] = chosen.cells
  if (!first) return false
  const at = around.start + first.offset
  for (const cell of others) takeIn(tr, at, around.start + cell.offset, cell.row === first.row)
  dropEmptyEnds(tr, at)
  setSpans(tr, at, chosen)
  dispatch(tr.setSelection(CellSelection.create(tr.doc, at)).scrollIntoView())
  return true
}

interface Chosen {
  readonly cells: readonly PlacedCell[]
  readonly width: number
  readonly height: number
}

/** The selected cells; undefined when they are less than two, one of them sticks out, or they are too many. */
function chosenCells(
  selection: CellSelection,
  start: number,
  cells: readonly PlacedCell[],
): Chosen | undefined {
  const selected = new Set<number>()
  selection.forEachCell((_node, pos) => void selected.add(pos - start))
  const chosen = cells.filter(({ offset }) => selected.has(offset))
  const left = Math.min(...chosen.map(({ column }) => column))
  const right = Math.max(...chosen.map(({ column, colspan }) => column + colspan))
  const top = Math.min(...chosen.map(({ row }) => row))
  const bottom = Math.max(...chosen.map(({ row, rowspan }) => row + rowspan))
  const covered = chosen.reduce((sum, { colspan, rowspan }) => sum + colspan * rowspan, 0)
  const isRectangle = covered === (right - left) * (bottom - top)
  const [width, height] = [right - left, bottom - top]
  if (chosen.length < 2 || !isRectangle || width > MAX_COLSPAN || height > MAX_ROWSPAN) return undefined
  return { cells: chosen, width, height }
}

/** Brings the cell that stood at `from` into the one at `at`. */
function takeIn(tr: Transaction, at: number, from: number, isBeside: boolean): void {
  const start = tr.mapping.map(from)
  const cell = tr.doc.nodeAt(start)
  const target = tr.doc.nodeAt(at)
  if (!cell || !target) return
  const end = at + target.nodeSize
  if (isBeside && start === end) tr.replace(end - 1, end + 1, Slice.empty)
  else {
    // It goes up as it is, with what others write in it meanwhile; a cell left behind is not without a line.
    const line = schema.nodes.paragraph.create()
    tr.insert(start + cell.nodeSize - 1, line)
    tr.step(new MoveStep(start + 1, start + cell.nodeSize - 1, end - 1))
    const left = start + cell.content.size
    tr.delete(left, left + line.nodeSize + 2)
  }
}

/** Of the lines of one cell, the empty ones that came from cells without content are not wanted. */
function dropEmptyEnds(tr: Transaction, at: number): void {
  const cell = tr.doc.nodeAt(at)
  if (!cell) return
  const blank = (node: Node) => node.isTextblock && node.content.size === 0
  const filled = cell.children.filter((node) => !blank(node)).length
  let kept = 0
  let place = at + cell.nodeSize - 1
  for (const node of [...cell.children].reverse()) {
    place -= node.nodeSize
    // One line stays, also where there is nothing in any of them.
    if (blank(node) && (filled > 0 || kept > 0)) tr.delete(place, place + node.nodeSize)
    else kept++
  }
}

function setSpans(tr: Transaction, at: number, { cells, width, height }: Chosen): void {
  const top = cells[0]?.row
  const widths = cells
    .filter(({ row }) => row === top)
    .flatMap(({ node, colspan }) => told(node) ?? Array.from({ length: colspan }, () => 0))
  const hasWidths = widths.length === width && widths.some((one) => one > 0)
  tr.setNodeAttribute(at, 'colspan', width)
  tr.setNodeAttribute(at, 'rowspan', height)
  tr.setNodeAttribute(at, 'colwidth', hasWidths ? widths : null)
}

function told(node: Node): readonly number[] | null {
  return node.attrs['colwidth'] as readonly number[] | null
}
