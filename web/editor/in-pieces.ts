import { Fragment, type Node, Slice } from 'prosemirror-model'
import { type EditorState, Selection, type Transaction } from 'prosemirror-state'
import { ReplaceStep } from 'prosemirror-transform'
import { isRemote } from './remote-transaction.ts'
import { isTakingBack } from './undo/history.ts'

/** The most that one step inserts, in ProseMirror size: what even a slow line or a strict proxy takes at once. */
export const PIECE = 30_000

/**
 * The same change as steps of which each is small enough to be sent alone, when the transaction inserts a lot at
 * once, as a large paste does. Blocks go in one after the other and long text by parts; what is nested deeper stays
 * one step. What needs no cutting, and what counts its steps (changes of others, undo), comes back as it is.
 */
export function inPieces(state: EditorState, tr: Transaction): Transaction {
  const [step] = tr.steps
  if (tr.steps.length !== 1 || !(step instanceof ReplaceStep) || step.slice.size <= PIECE) return tr
  if (isRemote(tr) || isTakingBack(tr)) return tr
  const cut = state.tr
  for (const piece of piecesOf(step)) if (cut.maybeStep(piece).failed) return tr
  if (!cut.doc.eq(tr.doc)) return tr
  return takeOver(cut, tr)
}

function takeOver(cut: Transaction, tr: Transaction): Transaction {
  if (tr.selectionSet) cut.setSelection(Selection.fromJSON(cut.doc, tr.selection.toJSON()))
  if (tr.storedMarksSet) cut.setStoredMarks(tr.storedMarks)
  if (tr.scrolledIntoView) cut.scrollIntoView()
  for (const [key, value] of Object.entries(Reflect.get(tr, 'meta') as object)) cut.setMeta(key, value)
  return cut.setTime(tr.time)
}

/** First and last block make the joints with what stands around; the others follow between them. */
function* piecesOf({ from, to, slice }: ReplaceStep): Generator<ReplaceStep> {
  const { content, openStart, openEnd } = slice
  if (content.firstChild?.isInline) {
    yield* textPiecesOf(from, to, content)
    return
  }
  const blocks = content.content.map(cutBlock)
  const [first, ...others] = blocks
  const last = others.pop()
  if (!first) return
  const joints = Fragment.from(last ? [first.head, last.head] : [first.head])
  yield new ReplaceStep(from, to, new Slice(joints, openStart, openEnd))
  let at = from - openStart
  at = yield* after(first, at)
  let chunk: Node[] = []
  for (const block of others) {
    if (sizeOf(chunk) + block.head.nodeSize > PIECE) {
      yield insert(at, chunk)
      at += sizeOf(chunk)
      chunk = []
    }
    chunk = [...chunk, block.head]
    if (block.rest.length === 0) continue
    yield insert(at, chunk)
    at = yield* after(block, at + sizeOf(chunk) - block.head.nodeSize)
    chunk = []
  }
  if (chunk.length) yield insert(at, chunk)
  if (last) yield* after(last, at + sizeOf(chunk))
}

function* textPiecesOf(from: number, to: number, content: Fragment): Generator<ReplaceStep> {
  const [first, ...rest] = cutInline(content)
  if (!first) return
  yield new ReplaceStep(from, to, new Slice(first, 0, 0))
  let at = from + first.size
  for (const part of rest) {
    yield new ReplaceStep(at, at, new Slice(part, 0, 0))
    at += part.size
  }
}

/** A block as it goes in first, and the inline content that follows into it. */
interface CutBlock {
  readonly head: Node
  readonly rest: readonly Fragment[]
}

function cutBlock(node: Node): CutBlock {
  if (!node.inlineContent || node.content.size <= PIECE) return { head: node, rest: [] }
  const [head, ...rest] = cutInline(node.content)
  return { head: node.copy(head), rest }
}

function cutInline(content: Fragment): Fragment[] {
  const parts: Fragment[] = []
  for (let start = 0; start < content.size; ) {
    const end = endOfPiece(content, start + PIECE)
    parts.push(content.cut(start, end))
    start = end
  }
  return parts
}

/** Never between the two halves of one character. */
function endOfPiece(content: Fragment, end: number): number {
  if (end >= content.size) return content.size
  const around = content.textBetween(end - 1, end + 1)
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(around) ? end - 1 : end
}

/** What follows into a block that begins at `start`; answers where the block then ends. */
function* after({ head, rest }: CutBlock, start: number): Generator<ReplaceStep, number> {
  let end = start + head.nodeSize
  for (const part of rest) {
    yield new ReplaceStep(end - 1, end - 1, new Slice(part, 0, 0))
    end += part.size
  }
  return end
}

function insert(at: number, nodes: readonly Node[]): ReplaceStep {
  return new ReplaceStep(at, at, new Slice(Fragment.from(nodes), 0, 0))
}

function sizeOf(nodes: readonly Node[]): number {
  return nodes.reduce((sum, { nodeSize }) => sum + nodeSize, 0)
}
