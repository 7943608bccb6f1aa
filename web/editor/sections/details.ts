import { Fragment, NodeRange, Slice } from 'prosemirror-model'
import { type Command, type EditorState, Selection, TextSelection, type Transaction } from 'prosemirror-state'
import { ReplaceAroundStep } from 'prosemirror-transform'
import { schema } from '../../../document/schema/schema.ts'
import { ancestorOf } from './ancestor.ts'

const { nodes } = schema

/** Makes a collapsible section of the selected blocks: see `toDetails`. */
export const makeDetails: Command = (state, dispatch) => {
  const range = state.selection.$from.blockRange(state.selection.$to)
  const { tr } = state
  if (!range || !toDetails(tr, range)) return false
  dispatch?.(tr.scrollIntoView())
  return true
}

/**
 * Makes a collapsible section of blocks: the first becomes its line, the others what it folds, and without others
 * an empty paragraph. Each keeps its identity, so that what others write in it meanwhile stays. False, and nothing
 * done, where the first is no line of text.
 */
export function toDetails(tr: Transaction, { parent, startIndex, endIndex, start, end }: NodeRange): boolean {
  const first = parent.child(startIndex)
  const isLine = first.type === nodes.paragraph || first.type === nodes.heading
  if (!isLine || !parent.canReplaceWith(startIndex, endIndex, nodes.details)) return false
  const isAlone = endIndex === startIndex + 1
  const body = isAlone ? [nodes.paragraph.create()] : []
  const made = new Slice(Fragment.from(nodes.details.create(null, [nodes.summary.create(), ...body])), 0, 0)
  const lineEnd = start + first.nodeSize
  tr.step(new ReplaceAroundStep(start, lineEnd, start + 1, lineEnd - 1, made, 2, true))
  if (!isAlone) {
    // The closing sign goes from behind the line to behind the last block.
    const close = new Slice(Fragment.from(nodes.details.create()), 1, 0)
    tr.step(new ReplaceAroundStep(lineEnd + 1, end + 2, lineEnd + 2, end + 2, close, 0, true))
  }
  return true
}

/** Takes the collapsible section around the selection away; its line becomes a paragraph above the rest. */
export const unwrapDetails: Command = (state, dispatch) => {
  const around = ancestorOf(state.selection.$from, nodes.details)
  const summary = around?.node.firstChild
  if (!around || !summary) return false
  if (!dispatch) return true
  const { doc, tr } = state
  const { node, pos, depth } = around
  const lineEnd = pos + 1 + summary.nodeSize
  if (node.childCount > 1) {
    const [$start, $end] = [doc.resolve(lineEnd), doc.resolve(pos + node.nodeSize - 1)]
    tr.lift(new NodeRange($start, $end, depth), depth - 1)
  }
  const line = new Slice(Fragment.from(nodes.paragraph.create()), 0, 0)
  tr.step(new ReplaceAroundStep(pos, lineEnd + 1, pos + 2, lineEnd - 1, line, 1, true))
  dispatch(tr.scrollIntoView())
  return true
}

/** Backspace at the very start of a section's line. */
export const unwrapAtSummary: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  if (!empty || $from.parent.type !== nodes.summary || $from.parentOffset > 0) return false
  return unwrapDetails(state, dispatch)
}

/** Enter in a section's line goes down into what it folds: to a new first line, with the words after the caret. */
export const enterBody: Command = (state, dispatch) => {
  const { $from, $to } = state.selection
  if ($from.parent.type !== nodes.summary || !$from.sameParent($to)) return false
  if (!dispatch) return true
  const { tr } = state
  const words = $to.parent.content.cut($to.parentOffset)
  tr.delete($from.pos, $from.end())
  const below = tr.doc.resolve($from.pos).after()
  const first = tr.doc.resolve(below).nodeAfter
  const isWaiting = words.size === 0 && first?.type === nodes.paragraph && first.content.size === 0
  if (!isWaiting) tr.insert(below, nodes.paragraph.create(null, words))
  dispatch(tr.setSelection(TextSelection.create(tr.doc, below + 1)).scrollIntoView())
  return true
}

/**
 * Enter on an empty line of a callout or a section: on the last one it leaves, anywhere else it is a line more and
 * does not tear the section in two.
 */
export const enterOnEmptyLine: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  if (!empty || $from.depth < 2 || $from.parent.type !== nodes.paragraph || $from.parent.content.size > 0) {
    return false
  }
  const section = $from.node(-1)
  if (section.type !== nodes.callout && section.type !== nodes.details) return false
  const isLast = $from.index(-1) === section.childCount - 1
  if (isLast && section.childCount === 1) return false
  if (!dispatch) return true
  const { tr } = state
  let at = $from.after()
  if (isLast) {
    tr.delete($from.before(), $from.after())
    at = tr.mapping.map($from.after(-1))
  }
  tr.insert(at, nodes.paragraph.create())
  dispatch(tr.setSelection(TextSelection.create(tr.doc, at + 1)).scrollIntoView())
  return true
}

/** Mod-Enter goes on below the callout, section, quote or table around the selection. */
export const leaveSection: Command = (state, dispatch) => {
  const { $from } = state.selection
  const around = ancestorOf($from, nodes.callout, nodes.details, nodes.blockquote, nodes.table)
  if (!around) return false
  if (dispatch) dispatch(goBelow(state, around.pos + around.node.nodeSize).scrollIntoView())
  return true
}

/** Into the empty paragraph at `at`, or into a new one there. */
function goBelow({ doc, tr }: EditorState, at: number) {
  const next = doc.resolve(at).nodeAfter
  const isWaiting = next?.type === nodes.paragraph && next.content.size === 0
  if (!isWaiting) tr.insert(at, nodes.paragraph.create())
  return tr.setSelection(Selection.near(tr.doc.resolve(at + 1)))
}
