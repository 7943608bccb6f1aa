import type { Node, NodeSpec } from 'prosemirror-model'
import { isWhole, must } from './attributes.ts'
import type { ParsedElement } from './element.ts'
import { slotsTooMany } from './table-slots.ts'

/** How many columns a cell may span: a table is laid out in memory, so that a span costs what it covers. */
export const MAX_COLSPAN = 100

/** How many rows a cell may span. */
export const MAX_ROWSPAN = 1_000

const MAX_COLUMN_WIDTH = 4_000

/** The widths of the columns that a cell spans, in CSS pixels, 0 for "as wide as it needs"; null: all of them. */
export type ColumnWidths = readonly number[] | null

/** How wide a column without a width is where others have one, in CSS pixels. */
const PLAIN_WIDTH = 120

/** In how many rows the widths of columns are looked for. */
const ROWS_READ = 50

/** A wider table has no widths of its own: it is older than the limit of slots. */
const MOST_COLUMNS = 1_000

/** The width of each column in CSS pixels as the upper rows tell it, 0 for "none"; empty when no column has one. */
export function columnWidths(table: Node): number[] {
  const widths: number[] = []
  for (let row = 0; row < Math.min(table.childCount, ROWS_READ); row++) {
    let column = 0
    let isMerged = false
    table.child(row).forEach(({ attrs }) => {
      const told = attrs['colwidth'] as ColumnWidths
      for (let i = 0; i < Number(attrs['colspan']) && column < MOST_COLUMNS; i++, column++) {
        widths[column] ||= told?.[i] ?? 0
      }
      isMerged ||= attrs['rowspan'] !== 1
    })
    // Below a cell that spans rows, the cells of a row are no longer its columns in order.
    if (isMerged) break
  }
  return widths.some((width) => width > 0) ? widths : []
}

/** How wide a table with these columns is, in CSS pixels. */
export function tableWidth(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + (width || PLAIN_WIDTH), 0)
}

/** The class around a table. One that is larger than one may be now is shown without being laid out: that takes minutes. */
export function tableClass(table: Node): string {
  return slotsTooMany(table) > 0 ? 'table-wrapper is-too-large' : 'table-wrapper'
}

function tableHtml(table: Node): NonNullable<ReturnType<NonNullable<NodeSpec['toDOM']>>> {
  const widths = columnWidths(table)
  const around = { class: tableClass(table) }
  if (widths.length === 0) return ['div', around, ['table', ['tbody', 0]]]
  const columns = widths.map((width) => ['col', width > 0 ? { width: String(width) } : {}])
  return [
    'div',
    around,
    ['table', { width: String(tableWidth(widths)) }, ['colgroup', ...columns], ['tbody', 0]],
  ]
}

/**
 * Rows of cells. The roles are what prosemirror-tables looks for; the shape of the attributes is its own too.
 * A row may have too few cells, where two people changed rows and columns at once: the editor of whoever
 * changes the table next adds what is missing.
 */
const table: NodeSpec = {
  group: 'block',
  content: 'table_row+',
  tableRole: 'table',
  isolating: true,
  parseDOM: [{ tag: 'table' }],
  toDOM: tableHtml,
}

const table_row: NodeSpec = {
  content: '(table_cell | table_header)*',
  tableRole: 'row',
  parseDOM: [{ tag: 'tr' }],
  toDOM: () => ['tr', 0],
}

const cellAttributes: NodeSpec['attrs'] = {
  colspan: { default: 1, validate: must('colspan', (value) => isWhole(value, 1, MAX_COLSPAN)) },
  rowspan: { default: 1, validate: must('rowspan', (value) => isWhole(value, 1, MAX_ROWSPAN)) },
  colwidth: { default: null, validate: must('colwidth', isColumnWidths) },
}

function isColumnWidths(value: unknown): value is ColumnWidths {
  if (value === null) return true
  if (!Array.isArray(value) || value.length === 0 || value.length > MAX_COLSPAN) return false
  return value.every((width) => isWhole(width, 0, MAX_COLUMN_WIDTH))
}

const table_cell: NodeSpec = {
  content: 'flow+',
  attrs: cellAttributes,
  tableRole: 'cell',
  isolating: true,
  parseDOM: [{ tag: 'td', getAttrs: readCell }],
  toDOM: (node) => ['td', cellHtml(node.attrs), 0],
}

const table_header: NodeSpec = {
  content: 'flow+',
  attrs: cellAttributes,
  tableRole: 'header_cell',
  isolating: true,
  parseDOM: [{ tag: 'th', getAttrs: readCell }],
  toDOM: (node) => ['th', cellHtml(node.attrs), 0],
}

function readCell(element: ParsedElement): Record<string, unknown> {
  const span = (name: string, limit: number): number => {
    const value = Number(element.getAttribute(name) ?? 1)
    return Number.isInteger(value) ? Math.min(Math.max(value, 1), limit) : 1
  }
  const colspan = span('colspan', MAX_COLSPAN)
  const named = element.getAttribute('data-colwidth')
  const widths = named === null ? null : named.split(',').map(Number)
  const colwidth = isColumnWidths(widths) && widths?.length === colspan ? widths : null
  return { colspan, rowspan: span('rowspan', MAX_ROWSPAN), colwidth }
}

function cellHtml(attrs: Readonly<Record<string, unknown>>): Record<string, string> {
  const html: Record<string, string> = { dir: 'auto' }
  if (attrs['colspan'] !== 1) html['colspan'] = String(attrs['colspan'])
  if (attrs['rowspan'] !== 1) html['rowspan'] = String(attrs['rowspan'])
  const widths = attrs['colwidth'] as ColumnWidths
  if (widths) html['data-colwidth'] = widths.join(',')
  // Not a style: the content policy allows none in served HTML.
  if (widths?.length === 1 && widths[0]) html['width'] = String(widths[0])
  return html
}

/** Tables, with header cells, merged cells and column widths. */
export const tableNodes = { table, table_row, table_cell, table_header } satisfies Record<string, NodeSpec>
