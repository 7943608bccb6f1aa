import type { Node } from 'prosemirror-model'
import type { Step } from 'prosemirror-transform'
import { inOneGo, type Parts } from '../parts.ts'
import { LightTransform } from './light-transform.ts'
import { OpenDocument } from './open-document.ts'
import { type DropReason, type Judge, type PendingStep, rebaseInParts } from './rebase.ts'

/** A step of a commit that has no place in the log, by its index in the commit as it was sent. */
export interface DroppedStep {
  readonly index: number
  readonly reason: DropReason
}

/** A commit's steps as the log takes them. */
export interface Placed {
  readonly doc: Node
  readonly steps: readonly Step[]
  readonly dropped: DroppedStep[]
}

/** A commit's steps on the version they were made on. */
export interface Begun {
  readonly doc: Node
  readonly pending: readonly PendingStep[]
}

/** What a caller may ask beyond the plain placing. */
export interface PlaceOptions {
  /** The commit on its base, where somebody has put it there already. */
  readonly begun?: Begun
  /** Sees each step of the last round only, where the document is the log's head. */
  readonly judge?: Judge
  /** The most work (`OpenDocument`); with more it throws TooMuchWork. */
  readonly limit?: number
}

interface IndexedStep extends PendingStep {
  readonly index: number
}

/** Steps on their way to the head: where they stand after some of the commits since their base. */
export interface OnTheWay {
  readonly doc: Node
  readonly pending: readonly IndexedStep[]
  readonly dropped: readonly DroppedStep[]
  /** How many commits they have come past. */
  readonly passed: number
  /** What was copied on the way (`OpenDocument`). */
  readonly work: number
}

/** How steps go on. */
export type GoOnOptions = Pick<PlaceOptions, 'judge' | 'limit'>

/**
 * Moves steps that fit `base` on top of the commits since, one commit after another: that is the way the
 * author's browser went, and mapping over all of them at once gives other answers (anchors/sync.md §1.2).
 */
export function placeSteps(
  base: Node,
  steps: readonly Step[],
  since: readonly (readonly Step[])[],
  { begun = beginAt(base, steps), ...options }: PlaceOptions = {},
): Placed {
  return toPlaced(inOneGo(goOn(setOut(begun), since, options)))
}

/** Steps that have come past no commit yet. */
export function setOut({ doc, pending }: Begun): OnTheWay {
  return { doc, pending: pending.map((item, index) => ({ ...item, index })), dropped: [], passed: 0, work: 0 }
}

/** The steps past the rest of the commits since their base, in parts. Nothing changes in the ones handed in. */
export function* goOn(
  way: OnTheWay,
  since: readonly (readonly Step[])[],
  { judge, limit = Number.POSITIVE_INFINITY }: GoOnOptions = {},
): Parts<OnTheWay> {
  let { pending } = way
  const dropped = [...way.dropped]
  let open = new OpenDocument(way.doc, limit - way.work)
  for (let round = way.passed; round < since.length; round++) {
    const transform = new LightTransform(open)
    const rebased = yield* rebaseInParts(transform, pending, since[round] ?? [], {
      judge: round === since.length - 1 ? judge : undefined,
    })
    pending = rebased.kept
    for (const { pending: item, reason } of rebased.dropped) dropped.push({ index: item.index, reason })
    open = transform.settled()
    yield
  }
  const { doc } = open
  return { doc, pending, dropped, passed: since.length, work: way.work + open.work }
}

/** The steps where they have arrived. */
export function toPlaced({ doc, pending, dropped }: OnTheWay): Placed {
  return {
    doc,
    steps: pending.map(({ step }) => step),
    dropped: [...dropped].sort((a, b) => a.index - b.index),
  }
}

function beginAt(base: Node, steps: readonly Step[]): Begun {
  const transform = new LightTransform(base)
  const pending = steps.map((step) => {
    const inverse = transform.invert(step)
    transform.step(step)
    return { step, inverse }
  })
  return { doc: transform.doc, pending }
}
