import { Fragment, Mark, type Node, Slice } from 'prosemirror-model'
import { Mapping, ReplaceStep, type Step } from 'prosemirror-transform'
import '../prosemirror-internals.ts'
import { schema } from '../schema/schema.ts'
import { type Failed, OpenDocument } from './open-document.ts'

/** What a rebase needs of ProseMirror's Transform and Transaction: a document and the way it went. */
export interface StepTarget {
  readonly doc: Node
  readonly steps: readonly Step[]
  readonly mapping: Mapping
  /** Applies a step; throws when it does not fit. */
  step(step: Step): unknown
}

interface Range {
  readonly from: number
  readonly to: number
}

/** Text that follows on what was typed, all of one style, and goes in as one insertion. */
interface Typed {
  readonly kind: 'typed'
  readonly at: number
  readonly marks: readonly Mark[]
  text: string
}

/** A range within one textblock that is erased bit by bit, at either end, and goes as one deletion. */
interface Erased {
  readonly kind: 'erased'
  readonly block: Range
  from: number
  to: number
}

/**
 * ProseMirror's Transform without a document for every step, for thousands of steps: what is typed or erased in a row
 * is applied as one change, and others cost what they touch (`OpenDocument`). Steps, maps and the document that
 * results are the same.
 */
export class LightTransform implements StepTarget {
  readonly steps: Step[] = []
  readonly mapping = new Mapping()
  private readonly open: OpenDocument
  /** What certainly fits and is not in `open` yet. */
  private waiting: Typed | Erased | undefined

  constructor(start: Node | OpenDocument) {
    this.open = start instanceof OpenDocument ? start : new OpenDocument(start)
  }

  get doc(): Node {
    return this.settled().doc
  }

  /** The size of the document's content, without building the document. */
  get size(): number {
    const { waiting } = this
    if (waiting?.kind === 'typed') return this.open.size + waiting.text.length
    return this.open.size - (waiting ? waiting.to - waiting.from : 0)
  }

  /** What was copied on the way (`OpenDocument`). */
  get work(): number {
    return this.open.work
  }

  /** The node that begins at a position, as `Node.nodeAt`. */
  nodeAt(pos: number): Node | null {
    return this.settled().nodeAt(pos)
  }

  /** The document with all steps in it, to go on from. */
  settled(): OpenDocument {
    const { waiting } = this
    this.waiting = undefined
    const step = waiting && toStep(waiting)
    if (step && this.open.apply(step))
      throw new Error('what was typed or erased in a row does not fit as one')
    return this.open
  }

  /** Applies a step; throws when it does not fit, as ProseMirror does. */
  step(step: Step): this {
    const refused = this.tryStep(step)
    if (refused) throw new RangeError(refused.failed)
    return this
  }

  /**
   * Applies a step unless it fails, or throws, or `accept` answers why it shall not stand, which sees the document or
   * what of it the step touches, before and after. Nothing has changed then.
   */
  tryStep<R = never>(
    step: Step,
    accept?: (before: Node, after: Node) => R | undefined,
  ): Failed | R | undefined {
    if (accept || !extend(this.waiting, step)) {
      const open = this.settled()
      const block = isDeletion(step) ? open.textblockAround(step.from, step.to) : undefined
      const refused = open.apply(step, accept)
      if (refused !== undefined) return refused
      this.waiting = accept ? undefined : begin(step, block)
    }
    this.steps.push(step)
    this.mapping.appendMap(step.getMap())
    return undefined
  }

  /** What takes back a step that fits the document as it stands. */
  invert(step: Step): Step {
    if (step instanceof ReplaceStep && step.from === step.to) {
      return new ReplaceStep(step.from, step.from + step.slice.size, Slice.empty)
    }
    const invert = (near: Step, doc: Node) => near.invert(doc)
    if (!(this.waiting?.kind === 'erased' && isDeletion(step))) return this.settled().near(step, invert)
    const range = next(this.waiting, step)
    if (!range) return this.settled().near(step, invert)
    const { slice } = this.open.near(
      new ReplaceStep(range.from, range.to, Slice.empty),
      invert,
    ) as ReplaceStep
    return new ReplaceStep(step.from, step.from, slice)
  }

  /** True for a deletion that goes on within the textblock where the last one was. */
  isErasingOn(step: Step): boolean {
    return this.waiting?.kind === 'erased' && isDeletion(step) && next(this.waiting, step) !== undefined
  }

  /** What `read` makes of a step, both perhaps moved to a smaller document. */
  near(step: Step, read: (step: Step, doc: Node) => Step): Step {
    return this.settled().near(step, read)
  }
}

/** True when a step only adds to what waits, and is in it now. */
function extend(waiting: Typed | Erased | undefined, step: Step): boolean {
  if (waiting?.kind === 'typed') {
    const text = textOf(step)
    if (!text || text.at !== waiting.at + waiting.text.length) return false
    if (!Mark.sameSet(text.marks, waiting.marks)) return false
    waiting.text += text.text
    return true
  }
  const range = waiting && isDeletion(step) ? next(waiting, step) : undefined
  if (!waiting || !range) return false
  waiting.from = Math.min(waiting.from, range.from)
  waiting.to = Math.max(waiting.to, range.to)
  return true
}

/** What may wait to be continued after a step that was applied. */
function begin(step: Step, block: Range | undefined): Typed | Erased | undefined {
  const text = textOf(step)
  if (text) return { kind: 'typed', at: text.at + text.text.length, marks: text.marks, text: '' }
  if (!block || !isDeletion(step)) return undefined
  const { from, to } = step
  return { kind: 'erased', block: { from: block.from, to: block.to - (to - from) }, from, to: from }
}

/** The range of the document without what waits that a deletion at either end of it erases. */
function next({ block, from, to }: Erased, step: ReplaceStep): Range | undefined {
  if (step.to === from && step.from >= block.from) return { from: step.from, to: step.to }
  const end = to + (step.to - step.from)
  return step.from === from && end <= block.to ? { from: to, to: end } : undefined
}

function toStep(waiting: Typed | Erased): Step | undefined {
  if (waiting.kind === 'erased') {
    return waiting.from < waiting.to ? new ReplaceStep(waiting.from, waiting.to, Slice.empty) : undefined
  }
  const { at, text, marks } = waiting
  return text === ''
    ? undefined
    : new ReplaceStep(at, at, new Slice(Fragment.from(schema.text(text, marks)), 0, 0))
}

/** What a step inserts that writes text of one style and nothing else. */
function textOf(
  step: Step,
): { readonly at: number; readonly text: string; readonly marks: readonly Mark[] } | undefined {
  if (!(step instanceof ReplaceStep) || step.from !== step.to || step.structure) return undefined
  const { content, openStart, openEnd } = step.slice
  const node = content.firstChild
  if (openStart || openEnd || content.childCount !== 1 || !node?.isText) return undefined
  return { at: step.from, text: node.text ?? '', marks: node.marks }
}

function isDeletion(step: Step): step is ReplaceStep {
  return (
    step instanceof ReplaceStep && step.from < step.to && step.slice.content.size === 0 && !step.structure
  )
}
