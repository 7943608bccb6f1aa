import type { Node } from 'prosemirror-model'
import type { Step } from 'prosemirror-transform'
import { LightTransform } from './light-transform.ts'
import { OpenDocument } from './open-document.ts'
import { type DropReason, type Judge, type PendingStep, rebase } from './rebase.ts'

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

/**
 * Moves steps that fit `base` on top of the commits since, one commit after another: that is the way the
 * author's browser went, and mapping over all of them at once gives other answers (anchors/sync.md §1.2).
 */
export function placeSteps(
  base: Node,
  steps: readonly Step[],
  since: readonly (readonly Step[])[],
  { begun = beginAt(base, steps), judge, limit }: PlaceOptions = {},
): Placed {
  let pending: IndexedStep[] = begun.pending.map((item, index) => ({ ...item, index }))
  const dropped: DroppedStep[] = []
  let open = new OpenDocument(begun.doc, limit)
  since.forEach((over, round) => {
    const transform = new LightTransform(open)
    const rebased = rebase(transform, pending, over, {
      judge: round === since.length - 1 ? judge : undefined,
    })
    pending = rebased.kept
    for (const { pending: item, reason } of rebased.dropped) dropped.push({ index: item.index, reason })
    open = transform.settled()
  })
  dropped.sort((a, b) => a.index - b.index)
  return { doc: open.doc, steps: pending.map(({ step }) => step), dropped }
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
