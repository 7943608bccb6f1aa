import type { Step } from 'prosemirror-transform'
import type { ClientStep, ReadCommit } from './sync-state.ts'

/** How this page's own commit came back from the log. */
export interface ConfirmedOwn {
  /** What the confirmed document is advanced by: always the log's steps. */
  readonly steps: readonly Step[]
  /** True when the log holds exactly what this page shows already. */
  readonly isAsPredicted: boolean
}

/**
 * Compares this page's own commit with what the log made of it. It is never assumed that the two agree:
 * assuming it is how prosemirror-collab-commit splits its replicas (anchors/sync.md §1.2).
 */
export function confirmOwn(event: ReadCommit, mine: readonly ClientStep[]): ConfirmedOwn {
  const gone = new Set(event.dropped.map(({ index }) => index))
  const isAsPredicted =
    mine.length === event.steps.length &&
    mine.every(({ sent, step }, i) => !gone.has(sent ?? -1) && isSameStep(step, event.steps[i]))
  return { steps: event.steps, isAsPredicted }
}

function isSameStep(mine: Step, theirs: Step | undefined): boolean {
  return JSON.stringify(mine.toJSON()) === JSON.stringify(theirs?.toJSON())
}
