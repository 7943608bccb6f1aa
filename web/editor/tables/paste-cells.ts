import { Fragment, type Node, Slice } from 'prosemirror-model'
import { Plugin, type Transaction } from 'prosemirror-state'
import { CellSelection, __pastedCells as pastedCells, selectedRect } from 'prosemirror-tables'
import { schema } from '../../../document/schema/schema.ts'
import { columnWidths } from '../../../document/schema/table-nodes.ts'
import { layoutOf, type PlacedCell, tableAround } from './layout.ts'

const { nodes } = schema

/**
 * Cells that are pasted into a table go into its cells one by one, from the selected one on; the table grows where it
 * is too small. Every cell stays itself, with its width, and only what stands in it changes; where the pasted ones are
 * merged they become so too.
 */
export function cellPaste(): Plugin {
  return new Plugin({
    props: {
      handlePaste(view, _event, slice) {
        const { state } = view
        const around = tableAround(state.selection.$from)
        if (!around || !layoutOf(around.table).isSound) return false
        const cells = gridOf(slice)
        if (cells) {
          const { top, left } = selectedRect(state)
          view.dispatch(fillCells(state.tr, around.pos, { top, left }, cells).setMeta('paste', true))
          return true
        }
        if (!hasTable(slice.content)) return false
        const plain = new Slice(withoutTables(slice.content), 0, 0)
        view.dispatch(state.tr.replaceSelection(plain).scrollIntoView().setMeta('paste', true))
        return true
      },
    },
  })
}

/** What is to stand in which cell, counted from the first. */
export interface PastedCell extends Rectangle {
  readonly content: Fragment
}

interface Rectangle {
  readonly row: number
  readonly column: number
  readonly colspan: number
  readonly rowspan: number
}

/** The cells a slice consists of; undefined when it is anything else. */
export function gridOf(slice: Slice): readonly PastedCell[] | undefined {
  const area = slice.content.childCount > 0 ? pastedCells(slice) : null
  if (!area) return undefined
  const rows = area.rows.map((cells) => nodes.table_row.create(null, cells))
  const { cells } = layoutOf(nodes.table.create(null, rows))
  return cells.map(({ node, row, column, colspan, rowspan }) => ({
    row,
    column,
    colspan,
    rowspan,
    content: node.content,
  }))
}

/** Writes pasted cells over those of the table at `pos`, the first one at `top` and `left`. */
export function fillCells(
  tr: Transaction,
  pos: number,
  { top, left }: { readonly top: number; readonly left: number },
  cells: readonly PastedCell[],
): Transaction {
  const placed = cells.map((cell) => ({ ...cell, row: top + cell.row, column: left + cell.column }))
  const width = Math.max(...placed.map(({ column, colspan }) => column + colspan))
  const height = Math.max(...placed.map(({ row, rowspan }) => row + rowspan))
  grow(tr, pos, width, height)
  const contents = new Map<number, Fragment>()
  for (const { row, column, content } of placed) {
    const target = cellOver(tableAt(tr, pos), row, column)
    if (!target) continue
    const before = contents.get(target.offset)
    contents.set(target.offset, before ? before.append(content) : content)
  }
  const offsets = [...contents.keys()].sort((a, b) => a - b)
  for (const offset of [...offsets].reverse()) {
    const at = pos + 1 + offset
    const cell = tr.doc.nodeAt(at)
    const content = contents.get(offset)
    if (cell && content && !cell.content.eq(content)) {
      tr.replaceWith(at + 1, at + cell.nodeSize - 1, content)
    }
  }
  for (const cell of placed) if (cell.colspan > 1 || cell.rowspan > 1) span(tr, pos, cell)
  const table = tableAt(tr, pos)
  const [first, last] = [cellOver(table, top, left), cellOver(table, height - 1, width - 1)]
  if (!first || !last) return tr
  // Selected, so that one sees where it went.
  const selection = CellSelection.create(tr.doc, pos + 1 + first.offset, pos + 1 + last.offset)
  return tr.setSelection(selection).scrollIntoView()
}

/** A cell that is merged where it comes from takes in those of the table that it covers, unless one of them sticks out. */
function span(tr: Transaction, pos: number, area: Rectangle): void {
  const table = tableAt(tr, pos)
  const [first, ...others] = layoutOf(table).cells.filter((cell) => overlap(cell, area))
  const isWhole = [first, ...others].every((cell) => cell && isWithin(cell, area))
  if (!first || !isWhole || (first.colspan === area.colspan && first.rowspan === area.rowspan)) return
  const widths = columnWidths(table).slice(area.column, area.column + area.colspan)
  for (const { offset, node } of [...others].reverse())
    tr.delete(pos + 1 + offset, pos + 1 + offset + node.nodeSize)
  const at = pos + 1 + first.offset
  tr.setNodeAttribute(at, 'colspan', area.colspan)
  tr.setNodeAttribute(at, 'rowspan', area.rowspan)
  tr.setNodeAttribute(at, 'colwidth', widths.some((width) => width > 0) ? widths : null)
}

function tableAt(tr: Transaction, pos: number): Node {
  return tr.doc.nodeAt(pos) as Node
}

function cellOver(table: Node, row: number, column: number): PlacedCell | undefined {
  return layoutOf(table).cells.find((cell) => overlap(cell, { row, column, colspan: 1, rowspan: 1 }))
}

function overlap(a: Rectangle, b: Rectangle): boolean {
  const inRows = a.row < b.row + b.rowspan && b.row < a.row + a.rowspan
  return inRows && a.column < b.column + b.colspan && b.column < a.column + a.colspan
}

function isWithin(a: Rectangle, b: Rectangle): boolean {
  const inRows = a.row >= b.row && a.row + a.rowspan <= b.row + b.rowspan
  return inRows && a.column >= b.column && a.column + a.colspan <= b.column + b.colspan
}

/** Adds columns at the end of each row, then rows below. */
function grow(tr: Transaction, pos: number, width: number, height: number): void {
  const table = tr.doc.nodeAt(pos)
  if (!table) return
  const layout = layoutOf(table)
  const more = Math.max(0, width - layout.width)
  let end = pos + 1 + table.content.size
  if (height > table.childCount) {
    const cells = fresh(nodes.table_cell, Math.max(width, layout.width))
    const row = nodes.table_row.create(null, cells)
    tr.insert(
      end,
      Array.from({ length: height - table.childCount }, () => row),
    )
  }
  if (more === 0) return
  for (const row of [...table.children].reverse()) {
    const isHeader = row.childCount > 0 && row.children.every(({ type }) => type === nodes.table_header)
    tr.insert(end - 1, fresh(isHeader ? nodes.table_header : nodes.table_cell, more))
    end -= row.nodeSize
  }
}

function fresh(type: typeof nodes.table_cell, count: number): Node[] {
  return Array.from({ length: count }, () => type.create(null, nodes.paragraph.create()))
}

function hasTable(content: Fragment): boolean {
  let isFound = false
  content.descendants((node) => {
    isFound ||= node.type === nodes.table
    return !isFound && !node.isTextblock
  })
  return isFound
}

/** Tables do not nest: of one among other blocks its text is pasted, block by block. */
function withoutTables(content: Fragment): Fragment {
  const blocks: Node[] = []
  content.forEach((node) => {
    if (node.type === nodes.table || node.type === nodes.table_row) {
      node.descendants((inner) => {
        if (inner.type !== nodes.table_cell && inner.type !== nodes.table_header) return true
        inner.forEach((block) => void blocks.push(block))
        return false
      })
    } else blocks.push(hasTable(node.content) ? node.copy(withoutTables(node.content)) : node)
  })
  return Fragment.from(blocks)
}
