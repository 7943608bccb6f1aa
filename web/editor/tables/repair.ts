import { type Command, type EditorState, Plugin, type Transaction } from 'prosemirror-state'
import type { Transform } from 'prosemirror-transform'
import { schema } from '../../../document/schema/schema.ts'
import { isRemote } from '../remote-transaction.ts'
import { isTakingBack } from '../undo/history.ts'
import { layoutOf, type PlacedCell, type TableLayout, tableAround } from './layout.ts'

const { nodes } = schema

const MOST_ROUNDS = 5

/** A table that lacks more cells stays ragged: a key pressed in it must not fill a document with empty cells. */
const MOST_MISSING = 10_000

/**
 * Makes the table that begins at `pos` a rectangle again, by steps as small as they can be: a span without room
 * shrinks, a missing cell is added at the end of its row. A last column that few rows have, and nobody has written
 * in, goes: two people who mend one table at once would otherwise make it wider for ever. False when all was well.
 */
export function repairTable(tr: Transform, pos: number): boolean {
  let rounds = 0
  // What a span took, or a column that went, may leave a gap of its own.
  while (rounds < MOST_ROUNDS && repairOnce(tr, pos)) rounds++
  return rounds > 0
}

function repairOnce(tr: Transform, pos: number): boolean {
  const table = tr.doc.nodeAt(pos)
  if (table?.type !== nodes.table) return false
  const layout = layoutOf(table)
  if (layout.isSound || isBeyondRepair(layout)) return false
  if (layout.width === 0) tr.delete(pos, pos + table.nodeSize)
  else {
    for (const cell of layout.cells) shrink(tr, pos + 1 + cell.offset, cell)
    const stray = strayCells(layout)
    if (stray.length > 0) removeAll(tr, pos, stray)
    else addMissing(tr, pos, layout.missing)
  }
  return true
}

/** True for a table that is not made a rectangle, and so has no tools but its deletion. */
export function isBeyondRepair({ isTooLarge, missing }: TableLayout): boolean {
  return isTooLarge || missing.reduce((sum, count) => sum + count, 0) > MOST_MISSING
}

/** Mends the table around the selection; false when nothing is to be mended. */
export const repairHere: Command = (state, dispatch) => {
  const around = tableAround(state.selection.$from)
  const { tr } = state
  if (!around || !repairTable(tr, around.pos)) return false
  dispatch?.(tr)
  return true
}

/**
 * Mends the tables that a change of this page touched. What others do is never answered by a change: two pages
 * that mend the same table at once would do it twice.
 */
export function tableRepair(): Plugin {
  return new Plugin({
    appendTransaction(transactions, _before, state) {
      const mine = transactions.filter((tr) => tr.docChanged && !isRemote(tr) && !isTakingBack(tr))
      if (mine.length === 0) return null
      const { tr } = state
      for (const pos of touchedTables(state, transactions, mine)) repairTable(tr, tr.mapping.map(pos))
      return tr.docChanged ? tr : null
    },
  })
}

function touchedTables(
  state: EditorState,
  transactions: readonly Transaction[],
  mine: readonly Transaction[],
): Set<number> {
  const found = new Set<number>()
  for (const tr of mine) {
    const later = transactions.slice(transactions.indexOf(tr) + 1)
    tr.mapping.maps.forEach((map, i) => {
      map.forEach((_oldStart, _oldEnd, start, end) => {
        const now = (place: number, side: number) =>
          later.reduce((at, one) => one.mapping.map(at, side), tr.mapping.slice(i + 1).map(place, side))
        const [from, to] = [now(start, -1), now(end, 1)]
        state.doc.nodesBetween(from, Math.min(to, state.doc.content.size), (node, pos) => {
          if (node.type === nodes.table) found.add(pos)
          return !node.isTextblock && node.type !== nodes.table
        })
      })
    })
  }
  return found
}

function shrink(tr: Transform, at: number, { node, colspan, rowspan }: PlacedCell): void {
  const widths = node.attrs['colwidth'] as readonly number[] | null
  if (node.attrs['colspan'] !== colspan) {
    tr.setNodeAttribute(at, 'colspan', colspan)
    if (widths) tr.setNodeAttribute(at, 'colwidth', widths.slice(0, colspan))
  }
  if (node.attrs['rowspan'] !== rowspan) tr.setNodeAttribute(at, 'rowspan', rowspan)
}

/** The cells of a last column that less than half of the rows have, when all of them are empty. */
function strayCells({ width, cells, missing }: TableLayout): readonly PlacedCell[] {
  const last = cells.filter(({ column, colspan }) => column + colspan === width)
  const isStray = last.length * 2 < missing.length && last.every(isPlainAndEmpty)
  return isStray ? last : []
}

function isPlainAndEmpty({ node, colspan, rowspan }: PlacedCell): boolean {
  return colspan === 1 && rowspan === 1 && node.childCount === 1 && node.firstChild?.content.size === 0
}

function removeAll(tr: Transform, pos: number, cells: readonly PlacedCell[]): void {
  for (const { offset, node } of [...cells].reverse()) {
    tr.delete(pos + 1 + offset, pos + 1 + offset + node.nodeSize)
  }
}

function addMissing(tr: Transform, pos: number, missing: readonly number[]): void {
  const table = tr.doc.nodeAt(pos)
  if (!table) return
  let end = pos + 1
  const places = table.children.map((row, i) => {
    end += row.nodeSize
    return { at: end - 1, row, count: missing[i] ?? 0 }
  })
  for (const { at, row, count } of places.reverse()) {
    if (count === 0) continue
    const isHeader = row.childCount > 0 && row.children.every(({ type }) => type === nodes.table_header)
    const cell = (isHeader ? nodes.table_header : nodes.table_cell).createAndFill()
    if (cell)
      tr.insert(
        at,
        Array.from({ length: count }, () => cell),
      )
  }
}
