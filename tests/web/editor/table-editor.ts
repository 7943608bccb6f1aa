import type { Node } from 'prosemirror-model'
import { CellSelection } from 'prosemirror-tables'
import { schema } from '../../../document/schema/schema.ts'
import { cellEditing } from '../../../web/editor/tables/cell-editing.ts'
import { tableRepair } from '../../../web/editor/tables/repair.ts'
import { undoHistory } from '../../../web/editor/undo/history.ts'
import { doc, p, table, td, th, title, tr } from '../../support/build-document.ts'
import { find, sharedEditor } from './shared-editor.ts'

/** A table with a cell for each text; a first `#` makes it a header. */
export function tableOf(...rows: string[][]): Node {
  const cell = (text: string) => (text.startsWith('#') ? th(p(text.slice(1))) : td(p(text)))
  return table(...rows.map((row) => tr(...row.map(cell))))
}

/** The first table of a document as rows of texts: `#` before a header, the spans behind a merged cell. */
export function rowsOf(from: Node): string[][] {
  const found = from.children.find(({ type }) => type === schema.nodes.table)
  return (found?.children ?? []).map((row) =>
    row.children.map((cell) => {
      const { colspan, rowspan } = cell.attrs
      const sign = cell.type === schema.nodes.table_header ? '#' : ''
      const spans = colspan > 1 || rowspan > 1 ? `[${colspan}x${rowspan}]` : ''
      return sign + cell.children.map((block) => block.textContent).join('/') + spans
    }),
  )
}

/** What is tried here. */
export const plugins = () => [undoHistory(), cellEditing(), tableRepair()]

/** An editor on a document of one table. */
export function editorWith(...rows: string[][]) {
  return sharedEditor(doc(title(''), tableOf(...rows)), plugins())
}

/** An editor of `editorWith`. */
export type Editor = ReturnType<typeof editorWith>

/** Puts the caret into the cell with a text, or selects the cells from one to another. */
export function choose(editor: Editor, from: string, to = from): void {
  if (from === to) {
    editor.select(find(editor.doc, from))
    return
  }
  const cellAt = (text: string) => editor.doc.resolve(find(editor.doc, text)).before(-1)
  editor.dispatch(editor.state.tr.setSelection(CellSelection.create(editor.doc, cellAt(from), cellAt(to))))
}

/** Two rows of two cells. */
export const AB = [
  ['a1', 'b1'],
  ['a2', 'b2'],
]
