import { MAX_COLSPAN, MAX_ROWSPAN } from '../schema/table-nodes.ts'
import { MAX_TABLE_SLOTS } from '../schema/table-slots.ts'
import { childrenOf, create, type HtmlElement, isElement, moveChildren, nameOf, remove } from './dom.ts'

interface Cell {
  readonly element: HtmlElement
  readonly row: number
  readonly column: number
  readonly colspan: number
  readonly rowspan: number
}

/**
 * Gives each cell of a table the columns and rows that there are for it: programs write `colspan="99"` for all of them
 * and `rowspan="0"` for down to the end, and browsers draw columns in which no cell begins as if they were not there.
 * A caption becomes a line above the table, which has no place for it.
 */
export function cleanTable(table: HtmlElement): void {
  for (const caption of elementsIn(table).filter((child) => nameOf(child) === 'caption')) {
    const line = create(table, 'div')
    moveChildren(caption, line)
    if ((line.textContent ?? '').trim() !== '') table.parentNode?.insertBefore(line, table)
    remove(caption)
  }
  const rows = rowsOf(table).map(cellsOf)
  const cells = place(rows)
  const begun: number[] = []
  for (const { column } of cells) begun[column] = 1
  for (const { element, column, colspan, rowspan } of cells) {
    const columns = begun.slice(column, column + colspan).filter(Boolean).length
    setSpan(element, 'colspan', Math.min(columns, MAX_COLSPAN))
    setSpan(element, 'rowspan', rowspan)
  }
}

/** The rows of a table, without those of a table in one of its cells. */
function rowsOf(table: HtmlElement): HtmlElement[] {
  return elementsIn(table).flatMap((part) =>
    /^t(?:head|body|foot)$/.test(nameOf(part)) ? elementsIn(part) : [part],
  )
}

function cellsOf(row: HtmlElement): HtmlElement[] {
  return elementsIn(row).filter((cell) => /^t[dh]$/.test(nameOf(cell)))
}

function elementsIn(parent: HtmlElement): HtmlElement[] {
  return childrenOf(parent).filter(isElement)
}

/** Each cell takes the first free columns of its row, as browsers draw it, and no more than are free. */
function place(rows: readonly (readonly HtmlElement[])[]): Cell[] {
  const taken: boolean[][] = rows.map(() => [])
  const cells: Cell[] = []
  // In a table that covers more, each cell stands for itself: what it is laid out in costs what it covers.
  let room = MAX_TABLE_SLOTS - rows.reduce((count, elements) => count + elements.length, 0)
  rows.forEach((elements, row) => {
    let column = 0
    for (const element of elements) {
      while (taken[row]?.[column]) column++
      const wanted = Math.min(spanOf(element, 'colspan') || 1, MAX_COLSPAN)
      const below = Math.min(rows.length - row, MAX_ROWSPAN)
      const rowspan = Math.min(spanOf(element, 'rowspan') || below, below)
      let colspan = 1
      while (colspan < wanted && !taken[row]?.[column + colspan]) colspan++
      const isTooLarge = colspan * rowspan - 1 > room
      const cell = {
        element,
        row,
        column,
        colspan: isTooLarge ? 1 : colspan,
        rowspan: isTooLarge ? 1 : rowspan,
      }
      room -= cell.colspan * cell.rowspan - 1
      for (const line of taken.slice(row, row + cell.rowspan))
        for (let c = column; c < column + cell.colspan; c++) line[c] = true
      cells.push(cell)
    }
  })
  return cells
}

/** A span as it is written; 0 for what has a meaning of its own or none. */
function spanOf(cell: HtmlElement, name: string): number {
  const written = cell.getAttribute(name)
  if (written === null) return 1
  const span = Number.parseInt(written, 10)
  return span >= 0 ? span : 1
}

function setSpan(cell: HtmlElement, name: string, span: number): void {
  if (span === 1) cell.removeAttribute(name)
  else cell.setAttribute(name, String(span))
}
