import type { Node } from 'prosemirror-model'
import { type Command, Selection } from 'prosemirror-state'
import { schema } from '../../../document/schema/schema.ts'

const { nodes } = schema

/** An empty table. Its first row is its header. */
export function emptyTable(rows: number, columns: number): Node {
  const cells = (header: boolean): Node[] =>
    Array.from({ length: columns }, () =>
      (header ? nodes.table_header : nodes.table_cell).create(null, nodes.paragraph.create()),
    )
  const lines = Array.from({ length: rows }, (_, row) => nodes.table_row.create(null, cells(row === 0)))
  return nodes.table.create(null, lines)
}

/**
 * Puts an empty table in the place of an empty paragraph, else below the block of the selection, and goes to its
 * first cell. In a table the new one comes below it. False in the title.
 */
export function insertTable(rows: number, columns: number): Command {
  return (state, dispatch) => {
    const { $from } = state.selection
    for (let depth = $from.depth; depth > 0; depth--) {
      const parent = $from.node(depth - 1)
      const index = $from.index(depth - 1)
      const node = $from.node(depth)
      const isBlank = node.type === nodes.paragraph && node.content.size === 0
      if (node.type === nodes.title || !parent.canReplaceWith(index + 1, index + 1, nodes.table)) continue
      if (dispatch) {
        const { tr } = state
        const at = isBlank ? $from.before(depth) : $from.after(depth)
        tr.replaceWith(at, isBlank ? $from.after(depth) : at, emptyTable(rows, columns))
        dispatch(tr.setSelection(Selection.near(tr.doc.resolve(at + 1))).scrollIntoView())
      }
      return true
    }
    return false
  }
}
