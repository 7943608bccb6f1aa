import { Fragment, type Node, Slice } from 'prosemirror-model'
import { Plugin, type Transaction } from 'prosemirror-state'
import { CellSelection, __pastedCells as pastedCells, selectedRect } from 'prosemirror-tables'
import { schema } from '../../../document/schema/schema.ts'
import { layoutOf, type TableLayout, tableAround } from './layout.ts'

const { nodes } = schema

/**
 * Cells that are pasted into a table go into its cells one by one, from the selected one on; the table grows where it
 * is too small. Every cell stays itself, with its width, and only what stands in it changes.
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
export interface PastedCell {
  readonly row: number
  readonly column: number
  readonly content: Fragment
}

/** The cells a slice consists of; undefined when it is anything else. */
export function gridOf(slice: Slice): readonly PastedCell[] | undefined {
  const area = slice.content.childCount > 0 ? pastedCells(slice) : null
  if (!area) return undefined
  const rows = area.rows.map((cells) => nodes.table_row.create(null, cells))
  const { cells } = layoutOf(nodes.table.create(null, rows))
  return cells.map(({ row, column, node }) => ({ row, column, content: node.content }))
}

/** Writes pasted cells over those of the table at `pos`, the first one at `top` and `left`. */
export function fillCells(
  tr: Transaction,
  pos: number,
  { top, left }: { readonly top: number; readonly left: number },
  cells: readonly PastedCell[],
): Transaction {
  const width = Math.max(...cells.map(({ column }) => left + column + 1))
  const height = Math.max(...cells.map(({ row }) => top + row + 1))
  grow(tr, pos, width, height)
  const contents = new Map<number, Fragment>()
  const layout = layoutOf(tr.doc.nodeAt(pos) as Node)
  for (const { row, column, content } of cells) {
    const target = layout.cells.find((cell) => covers(cell, top + row, left + column))
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
  return selectCells(tr, pos, layout, [...contents.keys()])
}

/** Selects what was pasted, so that one sees where it went. */
function selectCells(
  tr: Transaction,
  pos: number,
  { cells }: TableLayout,
  offsets: readonly number[],
): Transaction {
  const now = layoutOf(tr.doc.nodeAt(pos) as Node).cells
  const places = offsets.map((offset) => now[cells.findIndex((cell) => cell.offset === offset)]?.offset ?? 0)
  const [first, last] = [Math.min(...places), Math.max(...places)]
  return tr.setSelection(CellSelection.create(tr.doc, pos + 1 + first, pos + 1 + last)).scrollIntoView()
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

function covers(
  cell: { row: number; column: number; rowspan: number; colspan: number },
  row: number,
  column: number,
): boolean {
  const inRows = cell.row <= row && row < cell.row + cell.rowspan
  return inRows && cell.column <= column && column < cell.column + cell.colspan
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
