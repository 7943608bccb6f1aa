import {
  chainCommands,
  createParagraphNear,
  deleteSelection,
  joinBackward,
  joinForward,
  selectAll,
  selectNodeBackward,
  selectNodeForward,
} from 'prosemirror-commands'
import { undoInputRule } from 'prosemirror-inputrules'
import { keymap } from 'prosemirror-keymap'
import type { ResolvedPos } from 'prosemirror-model'
import { liftListItem, sinkListItem } from 'prosemirror-schema-list'
import type { Command, Plugin } from 'prosemirror-state'
import { schema } from '../../document/schema/schema.ts'
import { linkAddressBefore } from './autolink.ts'
import { blockKeys } from './block-keys.ts'
import { itemAt, setBlock } from './blocks.ts'
import { guardedKeys } from './bounds.ts'
import { belowCode, indentCode, outdentCode, selectCode } from './code/code-keys.ts'
import { compose } from './compose.ts'
import { enter, liftItem, modEnter } from './enter.ts'
import { setAlign } from './formats/align.ts'
import { toggleColour } from './formats/colour.ts'
import { joinLineAfter, joinLineBefore, liftFromQuote } from './joining.ts'
import { clearMarks, toggle } from './marks.ts'
import { enterCaption, leaveCaption, selectPicture } from './media/figure-commands.ts'
import type { PageActions } from './page-actions.ts'
import { liftFromCallout } from './sections/callout.ts'
import { unwrapAtSummary } from './sections/details.ts'
import { deleteAcrossTable } from './tables/delete-across.ts'
import { tableAround } from './tables/layout.ts'
import { backspaceToTitle, deleteAfterTitle, selectBodyFirst } from './title.ts'
import { redo, undo } from './undo/history.ts'

const { nodes } = schema

/** The keys of the editor. */
export function editorKeymap(page: PageActions): Plugin {
  return keymap(guardedKeys(editorBindings(page)))
}

/** What each key does; `shortcuts.ts` lists them for people. */
export function editorBindings(page: PageActions): Record<string, Command> {
  return {
    Enter: chainCommands(leaveCaption, enterCaption, enterAfterAddress),
    'Mod-Enter': modEnter,
    'Shift-Enter': hardBreak,
    Backspace: chainCommands(
      undoInputRule,
      deleteAcrossTable,
      deleteSelection,
      backspaceToTitle,
      selectPicture,
      unwrapAtSummary,
      liftFromCallout,
      unwrapAtStart,
      liftFromQuote,
      joinLineBefore,
      joinBackward,
      selectNodeBackward,
    ),
    'Mod-Backspace': chainCommands(
      deleteAcrossTable,
      deleteSelection,
      backspaceToTitle,
      joinBackward,
      selectNodeBackward,
    ),
    Delete: deleteForward,
    'Mod-Delete': deleteForward,
    Tab: chainCommands(indentCode, moveItem(sinkListItem), stayInTable),
    'Shift-Tab': chainCommands(outdentCode, moveItem(liftListItem), stayInTable),
    ArrowDown: belowCode,
    'Mod-a': chainCommands(selectCode, selectBodyFirst, selectAll),
    'Mod-b': toggle('strong'),
    'Mod-i': toggle('em'),
    'Mod-u': toggle('underline'),
    'Mod-Shift-x': toggle('strike'),
    'Mod-e': toggle('code'),
    'Mod-.': toggle('superscript'),
    'Mod-,': toggle('subscript'),
    'Mod-Shift-h': toggleColour('highlight'),
    'Mod-\\': clearMarks,
    'Mod-k': () => {
      page.openLinkDialog()
      return true
    },
    'Mod-Shift-l': setAlign('left'),
    'Mod-Shift-e': setAlign('center'),
    'Mod-Shift-r': setAlign('right'),
    'Mod-Shift-j': setAlign('justify'),
    'Mod-Alt-0': setBlock('text'),
    'Mod-Alt-1': setBlock('heading1'),
    'Mod-Alt-2': setBlock('heading2'),
    'Mod-Alt-3': setBlock('heading3'),
    'Mod-Alt-c': setBlock('code'),
    'Mod-Shift-7': setBlock('numbers'),
    'Mod-Shift-8': setBlock('bullets'),
    'Mod-Shift-9': setBlock('tasks'),
    'Mod-Shift-b': setBlock('quote'),
    ...blockKeys(page),
    'Mod-z': undo,
    'Mod-Shift-z': redo,
    'Mod-y': redo,
    'Alt-Enter': createParagraphNear,
  }
}

const deleteForward = chainCommands(
  deleteAcrossTable,
  deleteSelection,
  deleteAfterTitle,
  joinLineAfter,
  joinForward,
  selectNodeForward,
)

/** Enter links the address before it, as a space does. */
const enterAfterAddress: Command = (state, dispatch, view) => {
  const command = linkAddressBefore(state) ? compose(linkAddressBefore, enter) : enter
  return command(state, dispatch, view)
}

/** Inserts a rule below the block of the selection and goes on after it. */
export const insertRule: Command = (state, dispatch) => {
  if (state.selection.$from.parent.type === nodes.title) return false
  dispatch?.(state.tr.replaceSelectionWith(nodes.horizontal_rule.create()).scrollIntoView())
  return true
}

const hardBreak: Command = (state, dispatch) => {
  const { parent } = state.selection.$from
  if (parent.type.spec.code || parent.type === nodes.title) return enter(state, dispatch)
  if (parent.type === nodes.figure) return leaveCaption(state, dispatch)
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView())
  return true
}

/** Backspace at the start of an item, a heading or empty code makes it plain text first. */
const unwrapAtStart: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  if (!empty || $from.parentOffset > 0) return false
  const { parent } = $from
  if (parent.type === nodes.heading || (parent.type === nodes.code_block && parent.content.size === 0)) {
    return setBlock('text')(state, dispatch)
  }
  const found = itemAt($from)
  if (!found || !isFirstIn($from, found.depth)) return false
  return liftItem(state, dispatch)
}

function isFirstIn($pos: ResolvedPos, depth: number): boolean {
  for (let d = depth; d < $pos.depth; d++) if ($pos.index(d) > 0) return false
  return $pos.index(depth - 1) >= 0
}

/** In a table whose tools have not come, Tab does nothing: out of the text it would lead by surprise. */
const stayInTable: Command = (state) => tableAround(state.selection.$from) !== undefined

function moveItem(move: typeof sinkListItem): Command {
  return (state, dispatch) => {
    const found = itemAt(state.selection.$from)
    if (!found) return false
    move(found.item.type)(state, dispatch)
    // In a list Tab never leaves the text, also where there is nothing to move.
    return true
  }
}
