import type { StateBlock } from 'markdown-it'
import { type Alignment, alignmentFor } from '../schema/alignment.ts'
import { MAX_DEPTH } from '../schema/document-checks.ts'
import { trimAscii } from './markdown-escapes.ts'

/** Cells that a short row lacks are added up to here, so that a few characters cannot become a million cells. */
const MAX_ADDED_CELLS = 65_536

const DELIMITERS = /^[-:|][-:|\s]+$/
const DELIMITER = /^:?-+:?$/

/**
 * A block rule for GitHub's tables. Unlike markdown-it's own it drops nothing: what a row has beyond the header
 * stays in its last cell. A header row without a word stands for none, which Markdown cannot say otherwise.
 */
export function readTable(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const header = headerOf(state, startLine, endLine)
  if (!header || state.level > MAX_DEPTH - 4) return false
  if (silent) return true
  const { cells, columns } = header
  const outer = state.parentType
  state.parentType = 'root'
  const rows: string[][] = []
  const line = readRows(state, startLine + 2, endLine, cells.length, rows)
  state.parentType = outer
  const isHeaded = rows.length === 0 || cells.some((cell) => cell !== '')
  state.push('table_open', 'table', 1).map = [startLine, line]
  if (isHeaded) pushRow(state, cells, 'table_header', columns)
  for (const row of rows) pushRow(state, row, 'table_cell', columns)
  state.push('table_close', 'table', -1)
  state.line = line
  return true
}

/** The header's cells when a table begins on this line; undefined when none does. */
function headerOf(state: StateBlock, startLine: number, endLine: number) {
  const next = startLine + 1
  if (next >= endLine || !isText(state, startLine) || !isText(state, next)) return undefined
  const delimiters = lineAt(state, next)
  const first = lineAt(state, startLine)
  if (!DELIMITERS.test(delimiters) || /^-\s/.test(delimiters) || !first.includes('|')) return undefined
  const columns = trimmedCells(delimiters.split('|'))
  if (!columns.every((column) => DELIMITER.test(column))) return undefined
  const cells = splitRow(first, Number.POSITIVE_INFINITY)
  if (cells.length !== columns.length) return undefined
  return { cells, columns: columns.map(alignmentOf) }
}

function alignmentOf(delimiter: string): Alignment | undefined {
  if (delimiter.endsWith(':')) return delimiter.startsWith(':') ? 'center' : 'right'
  return delimiter.startsWith(':') ? 'left' : undefined
}

function readRows(state: StateBlock, from: number, endLine: number, width: number, rows: string[][]): number {
  // What ends a quote's text ends a table.
  const terminators = state.md.block.ruler.getRules('blockquote')
  let added = 0
  let line = from
  for (; line < endLine; line++) {
    if (!isText(state, line) || terminators.some((rule) => rule(state, line, endLine, true))) break
    const row = splitRow(lineAt(state, line), width)
    for (; row.length < width && added < MAX_ADDED_CELLS; added++) row.push('')
    rows.push(row)
  }
  return line
}

/** True for a line of the present block that is not empty and not indented as code. */
function isText(state: StateBlock, line: number): boolean {
  const indent = (state.sCount[line] ?? 0) - state.blkIndent
  return indent >= 0 && indent < 4 && !state.isEmpty(line)
}

function lineAt(state: StateBlock, line: number): string {
  return trimAscii(state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]))
}

/** A row's cells; `\|` is a pipe inside a cell, and the last of `most` cells takes all that is left. */
function splitRow(row: string, most: number): string[] {
  const inner = row.replace(/^\|/, '')
  const parts = inner.split(/(?<!\\)\|/)
  const cells = trimmedCells(parts, 0)
  const kept = cells.length > most ? [...cells.slice(0, most - 1), cells.slice(most - 1).join(' | ')] : cells
  return kept.map((cell) => cell.replaceAll('\\|', '|'))
}

/** Trimmed, without what stands outside the first and the last pipe when that is empty. */
function trimmedCells(parts: readonly string[], from = trimAscii(parts[0] ?? '') === '' ? 1 : 0): string[] {
  const to = parts.length > from + 1 && trimAscii(parts.at(-1) ?? '') === '' ? -1 : undefined
  return parts.slice(from, to).map(trimAscii)
}

function pushRow(
  state: StateBlock,
  cells: readonly string[],
  type: 'table_header' | 'table_cell',
  columns: readonly (Alignment | undefined)[],
): void {
  state.push('table_row_open', 'tr', 1)
  cells.forEach((cell, index) => {
    state.push(`${type}_open`, 'td', 1)
    const align = columns[index]
    // On the left most writing stands by itself.
    state.push('paragraph_open', 'p', 1).meta = {
      align: align === 'left' ? alignmentFor(align, cell) : align,
    }
    const inline = state.push('inline', '', 0)
    inline.content = cell
    inline.children = []
    inline.meta = { isInCell: true }
    state.push('paragraph_close', 'p', -1)
    state.push(`${type}_close`, 'td', -1)
  })
  state.push('table_row_close', 'tr', -1)
}
