import type { Node } from 'prosemirror-model'

/** The most slots that the cells of a table cover together: browsers and the editor lay each of them out. */
export const MAX_TABLE_SLOTS = 50_000

/** The most that a table's rows times the columns of its widest row may be, empty places included. */
export const MAX_TABLE_AREA = 1_000_000

/** By how much a table is larger than one may be; 0 for all else. */
export function slotsTooMany(node: Node): number {
  if (node.type.spec['tableRole'] !== 'table') return 0
  const { covered, area } = measureTable(node)
  return Math.max(0, covered - MAX_TABLE_SLOTS) + Math.max(0, area - MAX_TABLE_AREA)
}

/** How large a table is laid out, without laying it out. Spans end with the last row. */
export function measureTable(table: Node): { readonly covered: number; readonly area: number } {
  const rows = table.childCount
  /** By row, how many columns cells from above cease to cover there. */
  const ending = new Map<number, number>()
  let [covered, fromAbove, widest] = [0, 0, 0]
  for (let row = 0; row < rows; row++) {
    fromAbove -= ending.get(row) ?? 0
    let width = fromAbove
    table.child(row).forEach(({ attrs }) => {
      const colspan = Number(attrs['colspan'])
      const rowspan = Math.min(Number(attrs['rowspan']), rows - row)
      covered += colspan * rowspan
      width += colspan
      if (rowspan < 2) return
      fromAbove += colspan
      ending.set(row + rowspan, (ending.get(row + rowspan) ?? 0) + colspan)
    })
    widest = Math.max(widest, width)
  }
  return { covered, area: rows * widest }
}
