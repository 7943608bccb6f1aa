import type { Command } from 'prosemirror-state'
import type { Transform } from 'prosemirror-transform'
import { layoutOf, tableAround } from './layout.ts'

/** The narrowest a column can be made, in CSS pixels. */
export const MIN_COLUMN_WIDTH = 40

const MAX_COLUMN_WIDTH = 2_000

/**
 * Writes the widths of a table's columns into its cells, 0 for "no width of its own", each by a step of its own, so
 * that what somebody else types in a cell meanwhile stays.
 */
export function setColumnWidths(tr: Transform, pos: number, widths: readonly number[]): void {
  const table = tr.doc.nodeAt(pos)
  if (!table) return
  for (const { node, offset, column } of layoutOf(table).cells) {
    const told = Array.from({ length: Number(node.attrs['colspan']) }, (_, i) =>
      clamp(widths[column + i] ?? 0),
    )
    const value = told.some((width) => width > 0) ? told : null
    if (isSame(node.attrs['colwidth'], value)) continue
    tr.setNodeAttribute(pos + 1 + offset, 'colwidth', value)
  }
}

/** All columns share the line again. */
export const evenWidths: Command = (state, dispatch) => {
  const around = tableAround(state.selection.$from)
  if (!around) return false
  const { tr } = state
  setColumnWidths(tr, around.pos, [])
  if (!tr.docChanged) return false
  dispatch?.(tr)
  return true
}

function clamp(width: number): number {
  if (width <= 0) return 0
  return Math.round(Math.min(MAX_COLUMN_WIDTH, Math.max(MIN_COLUMN_WIDTH, width)))
}

function isSame(a: readonly number[] | null, b: readonly number[] | null): boolean {
  return a === b || (a?.length === b?.length && (a?.every((width, i) => width === b?.[i]) ?? false))
}
