import { chainCommands } from 'prosemirror-commands'
import { keymap } from 'prosemirror-keymap'
import { liftListItem, sinkListItem } from 'prosemirror-schema-list'
import { type Command, type Plugin, Selection, TextSelection } from 'prosemirror-state'
import { schema } from '../../../document/schema/schema.ts'
import { itemAt } from '../blocks.ts'
import { guardedKeys } from '../bounds.ts'
import { indentCode, outdentCode } from '../code/code-keys.ts'
import { isApple } from '../key-names.ts'
import { deleteEmptyTable, intoCell, nextCell, previousCell, tableCommands } from './commands.ts'
import { tableAround } from './layout.ts'

/** The keys that do something else in a table than beside it. */
export function tableKeys(): Plugin {
  return keymap(guardedKeys(tableBindings()))
}

/** What each of them does; `shortcuts.ts` lists them for people. */
export function tableBindings(): Record<string, Command> {
  return {
    Tab: chainCommands(inTable(indentCode), atItemStart(sinkListItem), nextCell),
    'Shift-Tab': chainCommands(inTable(outdentCode), atItemStart(liftListItem), previousCell),
    Enter: intoCell,
    Backspace: deleteEmptyTable,
    Delete: deleteEmptyTable,
    ArrowDown: belowTable,
    ...(isApple ? {} : { 'Alt-ArrowUp': tableCommands.rowUp, 'Alt-ArrowDown': tableCommands.rowDown }),
    'Shift-ArrowUp': selectPast(-1),
    'Shift-ArrowDown': selectPast(1),
    'Alt-Shift-ArrowUp': tableCommands.rowUp,
    'Alt-Shift-ArrowDown': tableCommands.rowDown,
  }
}

function inTable(command: Command): Command {
  return (state, dispatch) => tableAround(state.selection.$from) !== undefined && command(state, dispatch)
}

/** At the start of an item Tab nests it, in a cell too; anywhere else it goes on to the next cell. */
function atItemStart(move: typeof sinkListItem): Command {
  return (state, dispatch) => {
    const { $from, empty } = state.selection
    const found = itemAt($from)
    if (!found || !empty || $from.parentOffset > 0 || !tableAround($from)) return false
    return move(found.item.type)(state, dispatch)
  }
}

/** Down from the last line of a table that nothing follows begins a paragraph below it. */
const belowTable: Command = (state, dispatch, view) => {
  const { selection, doc, tr } = state
  const around = tableAround(selection.$head)
  if (!around || !(selection instanceof TextSelection) || !selection.empty) return false
  const end = around.pos + around.table.nodeSize
  const row = selection.$head.index(doc.resolve(around.start).depth)
  if (row < around.table.childCount - 1 || doc.resolve(end).nodeAfter) return false
  if (!view?.endOfTextblock('down')) return false
  tr.insert(end, schema.nodes.paragraph.create())
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, end + 1)).scrollIntoView())
  return true
}

/**
 * A selection that grows from outside over a table takes it in as a whole. Left to the browser it goes into the first
 * cell, from where prosemirror-tables brings it back, for ever.
 */
export function selectPast(direction: 1 | -1): Command {
  return ({ selection, doc, tr }, dispatch, view) => {
    if (!(selection instanceof TextSelection) || !view) return false
    const { $anchor, $head } = selection
    const own = tableAround($anchor)
    let table = tableAround($head)
    if (!table) {
      if (!view.endOfTextblock(direction > 0 ? 'down' : 'up')) return false
      const edge = doc.resolve(direction > 0 ? $head.after() : $head.before())
      const next = Selection.findFrom(edge, direction, true)
      table = next ? tableAround(next.$head) : undefined
    }
    if (!table || table.pos === own?.pos) return false
    const beyond = direction > 0 ? table.pos + table.table.nodeSize : table.pos
    const next = Selection.findFrom(doc.resolve(beyond), direction, true)
    const head = direction > 0 ? next?.from : next?.to
    // With nothing beyond it the whole text can be selected, by Mod-a.
    if (head !== undefined)
      dispatch?.(tr.setSelection(TextSelection.create(doc, $anchor.pos, head)).scrollIntoView())
    return true
  }
}
