import { Fragment, Slice } from 'prosemirror-model'
import { schema } from '../../../document/schema/schema.ts'

const { nodes } = schema

/** More cells than this are pasted as text: one step would be more than a commit may hold. */
const MAX_CELLS = 20_000

/**
 * Text that a spreadsheet wrote, cells parted by tabs, as a table; undefined for any other text. Beside a table two
 * lines are the least, since a single one may be anybody's line with a tab; `isInTable` takes that too.
 */
export function tableFromTsv(text: string, isInTable: boolean): Slice | undefined {
  if (!text.includes('\t')) return undefined
  const rows = readRows(text.replace(/\r\n?/g, '\n').replace(/\n$/, ''))
  const width = rows[0]?.length ?? 0
  const isGrid = width > 1 && rows.every((row) => row.length === width)
  if (!isGrid || rows.length * width > MAX_CELLS || (rows.length < 2 && !isInTable)) return undefined
  const lines = rows.map((row) => nodes.table_row.create(null, row.map(toCell)))
  return new Slice(Fragment.from(nodes.table.create(null, lines)), 0, 0)
}

function toCell(text: string) {
  const paragraphs = text
    .split('\n')
    .map((line) => nodes.paragraph.create(null, line === '' ? null : schema.text(line)))
  return nodes.table_cell.create(null, paragraphs)
}

/** Rows of cells. One that holds a tab, a line's end or a quote stands in quotes, its own quotes twice. */
function readRows(text: string): string[][] {
  const cell = /(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)/y
  const rows: string[][] = [[]]
  while (cell.lastIndex <= text.length) {
    const found = cell.exec(text)
    if (!found) return []
    const [, quoted, plain = '', end] = found
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === '') break
    if (end === '\n') rows.push([])
  }
  return rows
}
