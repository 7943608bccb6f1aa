import { chainCommands, exitCode, lift, liftEmptyBlock, splitBlockKeepMarks } from 'prosemirror-commands'
import type { Node } from 'prosemirror-model'
import { liftListItem, splitListItem } from 'prosemirror-schema-list'
import { type Command, type EditorState, Selection, TextSelection, type Transaction } from 'prosemirror-state'
import { isLanguage } from '../../document/schema/attributes.ts'
import { MAX_ORDER } from '../../document/schema/nodes.ts'
import { schema } from '../../document/schema/schema.ts'
import { holdsMoreThanText, itemAt } from './blocks.ts'
import { newLineInCode } from './code/code-keys.ts'
import { calloutFromSign, readCalloutSign } from './sections/callout.ts'
import { enterBody, enterOnEmptyLine, leaveSection } from './sections/details.ts'
import { toggleFold } from './sections/folding.ts'

const { nodes } = schema

/** Enter, everywhere. */
export const enter: Command = (state, dispatch) =>
  chainCommands(
    leaveTitle,
    enterBody,
    beginCode,
    beginCallout,
    leaveCodeAfterTwoEmptyLines,
    newLineInCode,
    liftEmptyItem,
    addItemAfter,
    addItemBefore,
    splitItem,
    enterOnEmptyLine,
    leaveQuote,
    liftEmptyBlock,
    addParagraph,
    splitBlockKeepMarks,
  )(state, dispatch)

/** Mod-Enter: ticks a task, folds a section, leaves a code block, a callout, a table. */
export const modEnter: Command = (state, dispatch) =>
  chainCommands(toggleTask, toggleFold, exitCode, leaveSection)(state, dispatch)

/** Ticks the task around the selection, or unticks it. */
export const toggleTask: Command = (state, dispatch) => {
  const found = itemAt(state.selection.$from)
  if (found?.item.type !== nodes.task_item) return false
  const at = state.selection.$from.before(found.depth)
  dispatch?.(state.tr.setNodeAttribute(at, 'checked', found.item.attrs['checked'] !== true))
  return true
}

/** From the title down into the text: into the first block when it is an empty line, else a new one above. */
const leaveTitle: Command = (state, dispatch) => {
  const { $from } = state.selection
  if ($from.parent.type !== nodes.title) return false
  if (!dispatch) return true
  const below = $from.after(1)
  const first = state.doc.resolve(below).nodeAfter
  const { tr } = state
  if (first?.type !== nodes.paragraph || first.content.size > 0) tr.insert(below, nodes.paragraph.create())
  dispatch(tr.setSelection(TextSelection.create(tr.doc, below + 1)).scrollIntoView())
  return true
}

/** A line of three backticks and perhaps a language becomes a code block. */
const beginCode: Command = (state, dispatch) => {
  const { $from } = state.selection
  const fence = /^```(\S*)$/.exec($from.parent.textContent)
  if (!fence || $from.parent.type !== nodes.paragraph || !isAtEnd(state)) return false
  if (holdsMoreThanText($from.parent)) return false
  const language = isLanguage(fence[1]) ? fence[1] : ''
  const start = $from.start()
  dispatch?.(state.tr.delete(start, $from.end()).setBlockType(start, start, nodes.code_block, { language }))
  return true
}

/** A line of nothing but `[!note]` becomes a callout. */
const beginCallout: Command = (state, dispatch) => {
  const { $from } = state.selection
  const kind = readCalloutSign($from.parent.textContent)
  if (!kind || !isAtEnd(state)) return false
  const tr = calloutFromSign(state.tr, $from.start(), $from.end(), kind)
  if (tr) dispatch?.(tr.scrollIntoView())
  return tr !== null
}

const leaveCodeAfterTwoEmptyLines: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  if (!empty || !$from.parent.type.spec.code || !isAtEnd(state)) return false
  // Enter has put the indentation of the code on them.
  const emptyLines = /\n[ \t]*\n[ \t]*$/.exec($from.parent.textContent)?.[0]
  if (emptyLines === undefined) return false
  if (dispatch) {
    const tr = state.tr.delete($from.pos - emptyLines.length, $from.pos)
    insertAfter(tr, tr.mapping.map($from.after()), nodes.paragraph.create())
    dispatch(tr.scrollIntoView())
  }
  return true
}

/** Enter on an empty line of a quote leaves it, in its midst too. */
const leaveQuote: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  if (!empty || $from.parent.content.size > 0 || $from.parent.type !== nodes.paragraph) return false
  return $from.node(-1).type === nodes.blockquote && lift(state, dispatch)
}

/** Enter in an item without content leaves the list by one level. */
const liftEmptyItem: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  const found = itemAt($from)
  if (!found || !empty || $from.depth !== found.depth + 1) return false
  if ($from.parent.content.size > 0 || found.item.childCount > 1) return false
  return liftItem(state, dispatch)
}

/** Takes the item of the caret out of its list. */
export const liftItem: Command = (state, dispatch) => {
  const found = itemAt(state.selection.$from)
  if (!found) return false
  return liftListItem(found.item.type)(
    state,
    // What stands nested in it comes between.
    dispatch && ((tr) => dispatch(found.item.childCount > 1 ? tr : numberOn(state, tr, found.depth))),
  )
}

/** What is left of a numbered list below an item that left it goes on with the number it had. */
function numberOn(state: EditorState, tr: Transaction, itemDepth: number): Transaction {
  const { $from } = state.selection
  const list = $from.node(itemDepth - 1)
  const index = $from.index(itemDepth - 1)
  const below = tr.doc.resolve(tr.selection.$from.after()).nodeAfter
  const isParted = index > 0 && index < list.childCount - 1
  if (!isParted || list.type !== nodes.ordered_list || below?.type !== nodes.ordered_list) return tr
  const order = Math.min(MAX_ORDER, Number(list.attrs['order']) + index)
  return tr.setNodeAttribute(tr.selection.$from.after(), 'order', order)
}

/**
 * At the end of an item's text the next item is inserted, not split off: splitting would carry away what
 * another person writes at this very place.
 */
const addItemAfter: Command = (state, dispatch) => {
  const { $from } = state.selection
  const found = itemAt($from)
  if (!found || !isAtEnd(state) || $from.depth !== found.depth + 1) return false
  const fresh = found.item.type.create(null, paragraphLike($from.parent))
  const index = $from.index(found.depth)
  const below = index + 1 < found.item.childCount ? found.item.child(index + 1) : undefined
  if (below && below.type !== $from.node(found.depth - 1).type) return false
  if (dispatch) {
    const { tr } = state
    // With items below it, the next line of what one sees is the first of those.
    insertAfter(tr, below ? $from.after() + 1 : $from.after(found.depth), fresh)
    dispatch(keepMarks(state, tr).scrollIntoView())
  }
  return true
}

/** At the start of an item an empty one is inserted above it: what stands here stays done when it is. */
const addItemBefore: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  const found = itemAt($from)
  if (!found || !empty || $from.parentOffset > 0 || $from.depth !== found.depth + 1) return false
  if ($from.index(found.depth) > 0) return false
  if (dispatch) {
    const fresh = found.item.type.create(null, paragraphLike($from.parent))
    dispatch(keepMarks(state, state.tr.insert($from.before(found.depth), fresh)).scrollIntoView())
  }
  return true
}

const splitItem: Command = (state, dispatch) => {
  const found = itemAt(state.selection.$from)
  if (!found) return false
  return splitListItem(found.item.type)(state, dispatch && ((tr) => dispatch(uncheckAt(tr))))
}

/** A paragraph of its own after the end, or before the start, of a block: see `addItemAfter`. */
const addParagraph: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  if (!empty || !$from.parent.isTextblock) return false
  const isEnd = isAtEnd(state)
  if (!isEnd && $from.parentOffset > 0) return false
  if (dispatch) {
    const { tr } = state
    const fresh = paragraphLike($from.parent)
    if (isEnd) insertAfter(tr, $from.after(), fresh)
    else tr.insert($from.before(), fresh)
    dispatch(keepMarks(state, tr).scrollIntoView())
  }
  return true
}

/** An empty paragraph that is aligned as the block beside it. */
function paragraphLike({ attrs }: Node): Node {
  return nodes.paragraph.create({ align: attrs['align'] ?? null })
}

/** What is split off a done task is not done. */
function uncheckAt(tr: Transaction): Transaction {
  const { $from } = tr.selection
  const found = itemAt($from)
  if (found?.item.attrs['checked'] !== true) return tr
  return tr.setNodeAttribute($from.before(found.depth), 'checked', false)
}

function isAtEnd({ selection }: EditorState): boolean {
  const { $from, empty } = selection
  return empty && $from.parent.isTextblock && $from.parentOffset === $from.parent.content.size
}

function insertAfter(tr: Transaction, at: number, node: Node): void {
  tr.insert(at, node)
  tr.setSelection(Selection.near(tr.doc.resolve(at + 1)))
}

function keepMarks(state: EditorState, tr: Transaction): Transaction {
  const marks = state.storedMarks ?? state.selection.$from.marks()
  return marks.length > 0 ? tr.ensureMarks(marks) : tr
}
