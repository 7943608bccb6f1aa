import type { Node, ResolvedPos } from 'prosemirror-model'
import { schema } from '../../../document/schema/schema.ts'
import { slotsTooMany } from '../../../document/schema/table-slots.ts'

const { nodes } = schema

/** A cell of a table: `offset` from the table's first row, where it stands, and what of its spans has room. */
export interface PlacedCell {
  readonly node: Node
  readonly offset: number
  readonly row: number
  readonly column: number
  readonly colspan: number
  readonly rowspan: number
}

/** How the cells of a table lie. Two people who change rows and columns at once can leave it ragged. */
export interface TableLayout {
  readonly width: number
  readonly cells: readonly PlacedCell[]
  /** How many columns of each row no cell covers. */
  readonly missing: readonly number[]
  /** True when every cell has room for its spans and every row is full. */
  readonly isSound: boolean
  /** True for a table that is larger than one may be now: what is worked out for its tools at a key costs too much. */
  readonly isTooLarge: boolean
}

const known = new WeakMap<Node, TableLayout>()

/** The layout of a table. A cell takes the first free columns of its row, as browsers draw it. */
export function layoutOf(table: Node): TableLayout {
  const layout = known.get(table) ?? workOut(table)
  known.set(table, layout)
  return layout
}

/** A table around a position: `pos` is where it begins, `start` where its first row does. */
export interface TableAt {
  readonly table: Node
  readonly pos: number
  readonly start: number
}

/** The table around a position; undefined when there is none. Tables do not nest. */
export function tableAround($pos: ResolvedPos): TableAt | undefined {
  for (let depth = $pos.depth; depth > 0; depth--) {
    const table = $pos.node(depth)
    if (table.type === nodes.table) return { table, pos: $pos.before(depth), start: $pos.start(depth) }
  }
  return undefined
}

function workOut(table: Node): TableLayout {
  if (slotsTooMany(table) > 0) {
    return { width: 0, cells: [], missing: [], isSound: false, isTooLarge: true }
  }
  const cells: PlacedCell[] = []
  const taken: boolean[][] = Array.from({ length: table.childCount }, () => [])
  let hasRoom = true
  table.forEach((line, rowOffset, row) => {
    let column = 0
    line.forEach((node, cellOffset) => {
      while (taken[row]?.[column]) column++
      const wanted = spansOf(node)
      const colspan = freeColumns(taken[row] ?? [], column, wanted.colspan)
      const rowspan = freeRows(taken, { row, column, colspan }, wanted.rowspan)
      hasRoom &&= colspan === wanted.colspan && rowspan === wanted.rowspan
      cells.push({ node, offset: rowOffset + 1 + cellOffset, row, column, colspan, rowspan })
      for (let r = row; r < row + rowspan; r++) {
        for (let c = column; c < column + colspan; c++) (taken[r] as boolean[])[c] = true
      }
    })
  })
  const width = taken.reduce((widest, line) => Math.max(widest, line.length), 0)
  const missing = taken.map((line) => width - line.filter(Boolean).length)
  const isSound = hasRoom && width > 0 && missing.every((count) => count === 0)
  return { width, cells, missing, isSound, isTooLarge: false }
}

function spansOf({ attrs }: Node): { readonly colspan: number; readonly rowspan: number } {
  return { colspan: Number(attrs['colspan']), rowspan: Number(attrs['rowspan']) }
}

function freeColumns(line: readonly boolean[], column: number, wanted: number): number {
  let free = 1
  while (free < wanted && !line[column + free]) free++
  return free
}

function freeRows(
  taken: readonly (readonly boolean[])[],
  { row, column, colspan }: { readonly row: number; readonly column: number; readonly colspan: number },
  wanted: number,
): number {
  let free = 1
  while (free < wanted) {
    const line = taken[row + free]
    if (!line) break
    let isTaken = false
    for (let c = column; c < column + colspan; c++) isTaken ||= line[c] === true
    if (isTaken) break
    free++
  }
  return free
}
