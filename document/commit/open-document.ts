import { type ContentMatch, Fragment, type Node } from 'prosemirror-model'
import {
  AddMarkStep,
  AttrStep,
  type Mappable,
  RemoveMarkStep,
  ReplaceAroundStep,
  ReplaceStep,
  type Step,
  StepMap,
} from 'prosemirror-transform'
import { MoveStep } from './move-step.ts'

/** Blocks that stand together in memory: a change copies those of its own part, not all siblings. */
interface Part {
  readonly nodes: readonly Node[]
  readonly size: number
}

/** The blocks that a step touches, as a document of their own. */
interface Window {
  readonly doc: Node
  /** What a position in the whole document is ahead of the same one in here. */
  readonly offset: number
  /** The part and the index in it where the window begins, and where it ends. */
  readonly from: Place
  readonly to: Place
}

interface Place {
  readonly part: number
  readonly index: number
}

const PART = 64

/** What a block costs that is copied with its siblings and checked among them, and what a piece of text. */
const BLOCK = 2
const PIECE = 8
/** What a node costs that gets a mark, or loses one. */
const MARKED = 60
/** So many letters of a text that is cut and joined cost as much as one node that is copied. */
const LETTERS = 12

/** Somebody who takes fewer steps is served soonest by the whole document. */
const FEW_STEPS = 3

/** With fewer blocks a whole copy costs less than finding the place. */
const FEW_BLOCKS = 4

/** A step that does not fit, in ProseMirror's words. */
export interface Failed {
  readonly failed: string
}

/** So many steps at so wide places would hold up everybody else. */
export class TooMuchWork extends Error {}

/**
 * A document that many steps are applied to. Each gives what `step.apply` gives on the whole document, but costs as
 * much as the blocks it touches: ProseMirror copies the list of all siblings for each letter. It keeps no version in
 * between.
 *
 * A step sees nothing of a document but the blocks between its first and its last position. That the others make no
 * difference to what is valid holds where any block may follow any other, as in ours behind the title.
 */
export class OpenDocument {
  /** What was copied so far, in nodes: each is about a hundredth of a microsecond. */
  work = 0
  private whole: Node | undefined
  private readonly frame: Node
  private first: Node | undefined
  private parts: Part[] | undefined
  private applied = 0
  private contentSize: number
  private readonly limit: number

  /** With more work than `limit` behind it, it throws TooMuchWork instead of taking a step. */
  constructor(doc: Node, limit = Number.POSITIVE_INFINITY) {
    this.limit = limit
    this.whole = doc
    this.frame = doc
    this.contentSize = doc.content.size
  }

  /** The size of the content, without building the document. */
  get size(): number {
    return this.contentSize
  }

  /** The whole document as it stands. */
  get doc(): Node {
    this.whole ??= this.build()
    return this.whole
  }

  /** The node that begins at a position, as `Node.nodeAt`. */
  nodeAt(pos: number): Node | null {
    const window = this.isWorthOpening ? this.windowOf(pos, pos + 1) : undefined
    return window ? window.doc.nodeAt(pos - window.offset) : this.doc.nodeAt(pos)
  }

  /**
   * Applies a step. `accept` sees the document, or what of it the step touches, before and after, and answers why
   * it shall not stand; then nothing changes. Throws where the step does.
   */
  apply<R>(step: Step, accept?: (before: Node, after: Node) => R | undefined): Failed | R | undefined {
    if (this.work > this.limit) throw new TooMuchWork()
    const window = this.windowFor(step)
    this.applied += 1
    const moved = window && step.map(shift(-window.offset))
    const before = window && moved ? window.doc : this.doc
    this.work += costOf(step, before, window && moved ? window.offset : 0)
    const { doc: after, failed } = (moved ?? step).apply(before)
    if (!after) return { failed: failed ?? '' }
    const refused = accept?.(before, after)
    if (refused !== undefined) return refused
    if (window && moved) this.putBack(window, after)
    else this.close(after)
    return undefined
  }

  /** What `read` makes of a step where it stands: both may be moved to a smaller document, and its answer back. */
  near(step: Step, read: (step: Step, doc: Node) => Step): Step {
    const window = this.windowFor(step)
    const moved = window && step.map(shift(-window.offset))
    if (!window || !moved) return read(step, this.doc)
    const answer = read(moved, window.doc)
    // A step that speaks of no position, as what takes back a mark that was there already, stays as it is.
    return answer.map(shift(window.offset)) ?? answer
  }

  /** Where the textblock begins and ends that has all of a range in it, if any part of what it holds may go. */
  textblockAround(from: number, to: number): { readonly from: number; readonly to: number } | undefined {
    const window = this.isWorthOpening ? this.windowOf(from, to) : undefined
    const offset = window?.offset ?? 0
    const doc = window?.doc ?? this.doc
    if (from - offset < 0 || to - offset > doc.content.size) return undefined
    const $from = doc.resolve(from - offset)
    if (!$from.parent.isTextblock || !$from.sameParent(doc.resolve(to - offset))) return undefined
    if (!isLoop($from.parent.type.contentMatch)) return undefined
    return { from: $from.start() + offset, to: $from.end() + offset }
  }

  private get isWorthOpening(): boolean {
    return this.applied >= FEW_STEPS
  }

  private close(doc: Node): void {
    this.whole = doc
    this.contentSize = doc.content.size
    this.first = undefined
    this.parts = undefined
  }

  private build(): Node {
    const nodes = [...(this.first ? [this.first] : []), ...(this.parts ?? []).flatMap((part) => part.nodes)]
    this.work += nodes.length
    return this.frame.copy(Fragment.fromArray(nodes))
  }

  private open(): Part[] {
    if (this.parts) return this.parts
    const [first, ...rest] = this.doc.content.content
    this.work += rest.length
    this.first = first
    this.parts = divide(rest)
    return this.parts
  }

  private windowFor(step: Step): Window | undefined {
    const range = this.isWorthOpening ? rangeOf(step) : undefined
    return range && this.windowOf(range.from, range.to, looksBehind(step))
  }

  private windowOf(from: number, to: number, withNext = false): Window | undefined {
    if (!this.parts && (this.doc.childCount < FEW_BLOCKS || !takesAnyOrder(this.frame))) return undefined
    if (from < 0 || from > to || to > this.size) return undefined
    const parts = this.open()
    const title = this.first
    if (!title) return undefined
    let { part, pos } = findPart(parts, title.nodeSize, from)
    let index = 0
    const sizeAt = () => parts[part]?.nodes[index]?.nodeSize ?? 0
    while (index < (parts[part]?.nodes.length ?? 0) && pos + sizeAt() <= from) {
      pos += sizeAt()
      index += 1
    }
    const start = { part, index }
    const offset = pos - title.nodeSize
    const nodes = [title]
    for (let isNextDue = withNext; (pos < to || isNextDue) && part < parts.length; ) {
      const node = parts[part]?.nodes[index]
      if (node) {
        isNextDue &&= pos < to
        nodes.push(node)
        pos += node.nodeSize
        index += 1
      } else {
        part += 1
        index = 0
      }
    }
    return { doc: this.frame.copy(Fragment.fromArray(nodes)), offset, from: start, to: { part, index } }
  }

  private putBack({ doc: before, from, to }: Window, after: Node): void {
    const parts = this.parts ?? []
    const [title, ...nodes] = after.content.content
    this.first = title
    const head = parts[from.part]?.nodes.slice(0, from.index) ?? []
    const tail = parts[to.part]?.nodes.slice(to.index) ?? []
    this.work += head.length + tail.length + nodes.length
    const made = divide(head.concat(nodes, tail))
    this.parts =
      made.length === 1 && made[0] && from.part === to.part && from.part < parts.length
        ? replaced(parts, from.part, made[0])
        : parts.slice(0, from.part).concat(made, parts.slice(to.part + 1))
    this.contentSize += after.content.size - before.content.size
    this.whole = undefined
  }
}

function replaced(parts: Part[], index: number, part: Part): Part[] {
  parts[index] = part
  return parts
}

function divide(nodes: readonly Node[]): Part[] {
  const parts: Part[] = []
  const length = nodes.length <= 2 * PART ? 2 * PART : PART
  for (let i = 0; i < nodes.length; i += length) parts.push(partOf(nodes.slice(i, i + length)))
  return parts
}

function partOf(nodes: readonly Node[]): Part {
  let size = 0
  for (const node of nodes) size += node.nodeSize
  return { nodes, size }
}

/** The part that holds a position, and where it begins; the last one at the end. */
function findPart(parts: readonly Part[], start: number, wanted: number): { part: number; pos: number } {
  let pos = start
  let part = 0
  while (part < parts.length - 1 && pos + (parts[part]?.size ?? 0) <= wanted) {
    pos += parts[part]?.size ?? 0
    part += 1
  }
  return { part, pos }
}

/** True when behind the first child any may follow any other, so that a part of them is valid as all of them are. */
function takesAnyOrder({ type, firstChild }: Node): boolean {
  const match = firstChild && type.contentMatch.matchType(firstChild.type)
  return match ? isLoop(match) : false
}

function isLoop(match: ContentMatch): boolean {
  if (!match.validEnd) return false
  for (let i = 0; i < match.edgeCount; i++) if (match.edge(i).next !== match) return false
  return true
}

/** Moves every position by the same way. */
function shift(by: number): Mappable {
  return { map: (pos) => pos + by, mapResult: (pos) => StepMap.empty.mapResult(pos + by) }
}

/** From the first to the last position a step speaks of; undefined when it speaks of none. */
function rangeOf(step: Step): { readonly from: number; readonly to: number } | undefined {
  if (step instanceof ReplaceStep || step instanceof ReplaceAroundStep) return step
  if (step instanceof AttrStep) return { from: step.pos, to: step.pos + 1 }
  let from = Number.POSITIVE_INFINITY
  let to = Number.NEGATIVE_INFINITY
  const note = (pos: number): number => {
    from = Math.min(from, pos)
    to = Math.max(to, pos)
    return pos
  }
  step.map({ map: note, mapResult: (pos) => StepMap.empty.mapResult(note(pos)) })
  return from <= to ? { from, to } : undefined
}

/**
 * A step that must not overwrite content is asked by ProseMirror for the block behind its range as well, when it
 * begins in the middle of a text.
 */
function looksBehind(step: Step): boolean {
  return (step instanceof ReplaceStep || step instanceof ReplaceAroundStep) && step.structure
}

/**
 * What applying a step copies and checks: the children of every node on the way to its place, the text there, what
 * stands in its range, and with a mark every node of that anew. The weights were measured, step by step.
 */
function costOf(step: Step, doc: Node, offset: number): number {
  const range = rangeOf(step)
  if (!range || range.from < offset || range.to - offset > doc.content.size) return doc.childCount
  const [from, to] = [range.from - offset, range.to - offset]
  const $from = doc.resolve(from)
  let cost = (to - from) / 4
  for (let depth = 0; depth <= $from.depth; depth++) {
    const parent = $from.node(depth)
    cost += parent.childCount * (parent.inlineContent ? PIECE : BLOCK)
  }
  if (step instanceof AddMarkStep || step instanceof RemoveMarkStep) cost += MARKED * nodesIn(doc, from, to)
  // A move takes out and puts in.
  if (step instanceof MoveStep) cost *= 2
  return cost + $from.parent.content.size / LETTERS
}

function nodesIn(doc: Node, from: number, to: number): number {
  let count = 0
  doc.nodesBetween(from, to, () => {
    count += 1
  })
  return count
}
