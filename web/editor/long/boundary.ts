import type { Node } from 'prosemirror-model'
import type { EditorState, Transaction } from 'prosemirror-state'
import { ReplaceStep } from 'prosemirror-transform'
import { schema } from '../../../document/schema/schema.ts'

/** From so many blocks on, what a browser does for each block at each key can be felt. */
export const MANY_BLOCKS = 100

/** In ProseMirror size: a block of more text is laid out slowly by itself. */
const LARGE_BLOCK = 20_000

/** A block whose height is kept, so that what is typed in it is laid out without the rest of the document. */
export interface Boundary {
  /** Where the block begins. */
  readonly pos: number
  /** In CSS pixels. */
  readonly height: number
  /** How far the end of its text lies below its top: when this changes, the height does. */
  readonly end: number
}

const { nodes, marks } = schema

/** Blocks that are made of lines of text and nothing else. */
const BLOCKS: ReadonlySet<unknown> = new Set([
  nodes.title,
  nodes.paragraph,
  nodes.heading,
  nodes.blockquote,
  nodes.bullet_list,
  nodes.ordered_list,
  nodes.list_item,
  nodes.task_list,
  nodes.task_item,
])

/** Formats that make a line higher than others. */
const HIGH_MARKS: ReadonlySet<unknown> = new Set([marks.superscript, marks.subscript])

/** Where the block at the top level begins that somebody writes in, when its height can be kept. */
export function boundaryAt({ doc, selection }: EditorState): number | undefined {
  const { $head, empty } = selection
  if (!empty || $head.depth === 0 || doc.childCount < MANY_BLOCKS) return undefined
  const block = $head.node(1)
  return block.nodeSize <= LARGE_BLOCK && isOfLines(block) ? $head.before(1) : undefined
}

/**
 * What becomes of a boundary in a transaction. It stays where others write elsewhere and where plain text is typed or
 * deleted within a line: whether a line came or went is then seen by the end of the text. Anything else ends it.
 */
export function advanceBoundary(tr: Transaction, { pos, ...known }: Boundary): Boundary | undefined {
  const block = tr.before.nodeAt(pos)
  const mapped = tr.mapping.mapResult(pos)
  if (!block || mapped.deletedAfter) return undefined
  const isKept = tr.doc.nodeAt(mapped.pos) === block || isPlainTyping(tr, pos, block)
  return isKept ? { pos: mapped.pos, ...known } : undefined
}

function isPlainTyping({ steps: [step, ...others], before }: Transaction, pos: number, block: Node): boolean {
  if (!(step instanceof ReplaceStep) || others.length > 0) return false
  const { from, to, slice } = step
  if (from <= pos || to >= pos + block.nodeSize || slice.openStart + slice.openEnd > 0) return false
  const $from = before.resolve(from)
  if (!$from.sameParent(before.resolve(to))) return false
  const gone = $from.parent.slice($from.parentOffset, $from.parentOffset + to - from).content
  return [...slice.content.content, ...gone.content].every(isLevel)
}

function isOfLines(block: Node): boolean {
  return BLOCKS.has(block.type) && block.children.every(block.isTextblock ? isLevel : isOfLines)
}

/** True for what stands in a line and makes it no higher. */
function isLevel({ isText, type, marks }: Node): boolean {
  return (isText || type === nodes.hard_break) && !marks.some((mark) => HIGH_MARKS.has(mark.type))
}
