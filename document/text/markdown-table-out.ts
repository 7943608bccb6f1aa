import type { Node } from 'prosemirror-model'
import { type Alignment, isAlignment } from '../schema/alignment.ts'
import { codeSpan } from './markdown-escapes.ts'
import { attachmentLine, cellLine, figureLine } from './markdown-inline.ts'

/** Empty places that merged cells and short rows leave are written up to here. */
const MAX_EMPTY_CELLS = 65_536

/**
 * A table in GitHub's Markdown. A first row that is not all header cells goes below an empty header. A merged
 * cell is written where it begins, and what a cell holds beside one paragraph stands on its line, parted by
 * `<br>`.
 */
export function tableLines(table: Node): string[] {
  const rows = gridOf(table)
  const width = Math.max(1, widestOf(rows))
  let empty = MAX_EMPTY_CELLS
  const filled = rows.map((row, index) => {
    const missing = Math.min(width - row.length, index === 0 ? width : empty)
    empty -= index === 0 ? 0 : missing
    return [...row, ...Array.from({ length: missing }, () => '')]
  })
  const header = isHeaded(table) ? filled.shift() : undefined
  const blank = Array.from({ length: width }, () => '')
  const columns = columnAlignments(table)
  const dashes = Array.from({ length: width }, (_, column) => DASHES[columns[column] ?? 'justify'])
  return [header ?? blank, dashes, ...filled].map(rowLine)
}

/** What stands below a header for each alignment; Markdown has no justified columns. */
const DASHES: Record<Alignment, string> = { left: ':--', center: ':-:', right: '--:', justify: '---' }

/**
 * How each column of a table is aligned that Markdown can write so: as all that have words in it are. Empty where
 * cells are merged.
 */
export function columnAlignments(table: Node): (Alignment | undefined)[] {
  const columns: Node[][] = []
  let isMerged = false
  table.forEach((row) => {
    row.forEach((cell, _offset, index) => {
      isMerged ||= cell.attrs['colspan'] > 1 || cell.attrs['rowspan'] > 1
      columns[index] ??= []
      for (const child of cell.children) columns[index].push(child)
    })
  })
  return isMerged ? [] : columns.map(sharedAlignment)
}

function sharedAlignment(blocks: readonly Node[]): Alignment | undefined {
  const full = blocks.filter(({ content }) => content.size > 0)
  const [first, ...others] = (full.length > 0 ? full : blocks).map(({ attrs }) => attrs['align'] as unknown)
  return isAlignment(first) && others.every((one) => one === first) ? first : undefined
}

/** True when the first row is header cells only, and so is what Markdown calls a header. */
export function isHeaded(table: Node): boolean {
  const cells = table.firstChild?.children ?? []
  return cells.length > 0 && cells.every(({ type }) => type.name === 'table_header')
}

function widestOf(rows: readonly string[][]): number {
  return rows.reduce((widest, row) => Math.max(widest, row.length), 0)
}

function rowLine(cells: readonly string[]): string {
  return `|${cells.map((cell) => (cell === '' ? '  ' : ` ${cell} `)).join('|')}|`
}

/** The lines of the cells by row, with '' where a merged cell reaches. */
function gridOf(table: Node): string[][] {
  let empty = MAX_EMPTY_CELLS
  const covered = new Map<number, number>()
  return table.children.map((row) => {
    const cells: string[] = []
    const skipCovered = (): void => {
      for (let left = covered.get(cells.length); left !== undefined; left = covered.get(cells.length)) {
        if (left > 1) covered.set(cells.length, left - 1)
        else covered.delete(cells.length)
        cells.push('')
      }
    }
    row.forEach((cell) => {
      skipCovered()
      const { colspan, rowspan } = cell.attrs as { colspan: number; rowspan: number }
      const span = empty >= colspan * rowspan ? { colspan, rowspan } : { colspan: 1, rowspan: 1 }
      empty -= span.colspan * span.rowspan - 1
      for (let column = 0; column < span.colspan; column++) {
        if (span.rowspan > 1) covered.set(cells.length, span.rowspan - 1)
        cells.push(column === 0 ? linesIn(cell).join('<br>') : '')
      }
    })
    skipCovered()
    return cells
  })
}

/** The Markdown of a cell's blocks, one line each, lists and quotes by their signs. */
function linesIn(block: Node, sign = ''): string[] {
  switch (block.type.name) {
    case 'code_block':
      return block.textContent.split('\n').map((line) => sign + (line === '' ? '' : pipes(codeSpan(line))))
    case 'figure':
      return [sign + pipes(figureLine(block).replace(/\{width=\d+\}$/, ''))]
    case 'attachment':
      return [sign + pipes(attachmentLine(block))]
    case 'horizontal_rule':
      return [`${sign}---`]
    case 'ordered_list':
      return block.children.flatMap((item, index) =>
        linesIn(item, `${sign}${block.attrs['order'] + index}\\. `),
      )
    case 'bullet_list':
      return block.children.flatMap((item) => linesIn(item, `${sign}• `))
    case 'task_item':
      return block.children.flatMap((child, index) =>
        linesIn(child, index > 0 ? '' : `${sign}${box(block)} `),
      )
    default:
      if (block.isTextblock) return [sign + cellLine(block)]
      return block.children.flatMap((child, index) => linesIn(child, index > 0 ? '' : sign))
  }
}

function box(task: Node): string {
  return task.attrs['checked'] === true ? '☑' : '☐'
}

function pipes(markdown: string): string {
  return markdown.replaceAll('|', '\\|')
}
