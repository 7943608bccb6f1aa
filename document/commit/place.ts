import type { Node } from 'prosemirror-model'
import { type Step, Transform } from 'prosemirror-transform'
import { type DropReason, type PendingStep, rebase, toPending } from './rebase.ts'

/** A step of a commit that has no place in the log, by its index in the commit as it was sent. */
export interface DroppedStep {
  readonly index: number
  readonly reason: DropReason
}

/** A commit's steps as the log takes them. */
export interface Placed {
  readonly doc: Node
  readonly steps: Step[]
  readonly dropped: DroppedStep[]
}

interface IndexedStep extends PendingStep {
  readonly index: number
}

/**
 * Moves steps that fit `base` on top of the commits since, one commit after another: that is the way the
 * author's browser went, and mapping over all of them at once gives other answers (anchors/sync.md §1.2).
 * `judge` sees each result of the last round only, where the document is the log's head.
 */
export function placeSteps(
  base: Node,
  steps: readonly Step[],
  since: readonly (readonly Step[])[],
  judge?: (doc: Node) => DropReason | undefined,
): Placed {
  const start = new Transform(base)
  let pending: IndexedStep[] = steps.map((step, index) => {
    const before = start.doc
    start.step(step)
    return { index, ...toPending(step, before) }
  })
  const dropped: DroppedStep[] = []
  let doc = start.doc
  since.forEach((over, round) => {
    const transform = new Transform(doc)
    const isLast = round === since.length - 1
    const rebased = rebase(transform, pending, over, isLast && judge ? { judge } : {})
    pending = rebased.kept
    for (const { pending: item, reason } of rebased.dropped) dropped.push({ index: item.index, reason })
    doc = transform.doc
  })
  dropped.sort((a, b) => a.index - b.index)
  return { doc, steps: pending.map(({ step }) => step), dropped }
}
