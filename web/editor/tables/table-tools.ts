import type { Plugin } from 'prosemirror-state'
import { cellEditing } from './cell-editing.ts'
import { cellPaste } from './paste-cells.ts'
import { tableRepair } from './repair.ts'
import { columnResize } from './resize.ts'
import { tableBar } from './table-bar.ts'
import { tableKeys } from './table-keys.ts'

/** What a document with a table needs beside the text itself; fetched when the first one is drawn. */
export function tableTools(): readonly Plugin[] {
  return [tableBar(), columnResize(), tableKeys(), cellPaste(), cellEditing(), tableRepair()]
}
