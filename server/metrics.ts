import type { RefusalCode } from '../document/protocol/refusals.ts'

/** Why a stream was dropped: its reader took nothing for too long, or something went wrong while writing. */
export type DropCause = 'stalled' | 'failed'

/** Upper bounds, in milliseconds, of what rounds of telling are sorted into by how long they took. */
export const ROUND_BOUNDS_MS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000] as const

/** How long rounds of telling took. */
export interface Rounds {
  count: number
  sumMs: number
  /** How many took at most each of the bounds, and last those that took longer than all. */
  readonly within: number[]
}

/** What the server counted since it started. */
export interface Metrics {
  commits: number
  /** Commits that were made on an older version than the head. */
  rebases: number
  /** Steps that found no place. */
  droppedSteps: number
  streamsOpened: number
  /** Polls that waited. */
  pollsWaited: number
  /** Durable events written to streams, one for each stream. */
  eventsSent: number
  /** Those of them that were recorded before their reader came. */
  catchUpRows: number
  /** Files that were brought and kept. */
  uploads: number
  readonly drops: Record<DropCause, number>
  /** Readers told to start again. */
  resets: number
  readonly rounds: Rounds
  readonly refusals: Map<RefusalCode, number>
}

/** Counters at zero. */
export function createMetrics(): Metrics {
  return {
    commits: 0,
    rebases: 0,
    droppedSteps: 0,
    streamsOpened: 0,
    pollsWaited: 0,
    eventsSent: 0,
    catchUpRows: 0,
    uploads: 0,
    drops: { stalled: 0, failed: 0 },
    resets: 0,
    rounds: { count: 0, sumMs: 0, within: new Array(ROUND_BOUNDS_MS.length + 1).fill(0) },
    refusals: new Map(),
  }
}

/** Counts one round. */
export function countRound({ rounds }: Metrics, ms: number): void {
  const bound = ROUND_BOUNDS_MS.findIndex((most) => ms <= most)
  const at = bound < 0 ? ROUND_BOUNDS_MS.length : bound
  rounds.within[at] = (rounds.within[at] ?? 0) + 1
  rounds.count += 1
  rounds.sumMs += ms
}

/** Counts one refusal. */
export function countRefusal({ refusals }: Metrics, code: RefusalCode): void {
  refusals.set(code, (refusals.get(code) ?? 0) + 1)
}
