import { type Step, Transform } from 'prosemirror-transform'
import { describeLost } from '../../document/commit/lost-text.ts'
import { rebase } from '../../document/commit/rebase.ts'
import { toLost } from './lost.ts'
import type { SyncState } from './sync-state.ts'

/** What became of a person's unsent work while they were away, for them to decide about. */
export interface Review {
  /** How long the page had no connection, in milliseconds. */
  readonly awayMs: number
  /** How many commits others have made meanwhile. */
  readonly foreign: number
  /** How many of this page's steps fit as they were made, and how many only in part. */
  readonly kept: number
  readonly changed: number
  /** How many found no place, and the text they would have written. */
  readonly displaced: number
  readonly texts: readonly string[]
}

/** From here on an absence is a long one. */
export const LONG_ABSENCE_MS = 300_000

/** With more commits than this a person would not know their page again. */
const MANY_COMMITS = 100

/**
 * Compares a page's unsent work before it caught up and after. Undefined when there is nothing to decide: no
 * work, or all of it fits and little has changed around it.
 */
export function reviewAbsence(before: SyncState, now: SyncState, awayMs: number): Review | undefined {
  const landed = before.inflight !== undefined && before.inflight.id !== now.inflight?.id
  const foreign = now.confirmed.seq - before.confirmed.seq - (landed ? 1 : 0)
  const mine = before.pending.filter(({ sent }) => !(landed && sent !== undefined))
  const still = now.pending.filter(({ transaction }) => transaction <= before.transactions)
  const displaced = mine.length - still.length
  if (mine.length === 0 || (displaced === 0 && foreign <= MANY_COMMITS)) return undefined
  const changed = countChanged(mine, still)
  const dropped = now.inflight?.dropped.slice(landed ? 0 : before.inflight?.dropped.length) ?? []
  const lost = [...describeLost(dropped.map(({ step }) => step)), ...now.lost.slice(before.lost.length)]
  const texts = lost.map(({ text }) => text).filter((text) => text !== '')
  return { awayMs, foreign, kept: still.length - changed, changed, displaced, texts }
}

/** Steps that do something else now, wherever they do it. */
function countChanged(before: readonly { step: Step }[], now: readonly { step: Step }[]): number {
  const known = new Map<string, number>()
  for (const { step } of before) known.set(deedOf(step), (known.get(deedOf(step)) ?? 0) + 1)
  let changed = 0
  for (const { step } of now) {
    const left = known.get(deedOf(step)) ?? 0
    if (left === 0) changed += 1
    else known.set(deedOf(step), left - 1)
  }
  return changed
}

/** What a step does, without the place. */
function deedOf(step: Step): string {
  const { from, to, gapFrom, gapTo, pos, at, ...deed } = step.toJSON() as Record<string, unknown>
  const length = (start: unknown, end: unknown) => Number(end ?? 0) - Number(start ?? 0)
  return JSON.stringify([deed, length(from, to), length(gapFrom, gapTo), pos === undefined])
}

/**
 * A page without the unsent work it had `before`, which is safe elsewhere now. What was written since stays, as
 * far as it does not stand on that.
 */
export function withoutWork(before: SyncState, now: SyncState): SyncState {
  const older = now.pending.filter(({ transaction }) => transaction <= before.transactions)
  const newer = now.pending.filter(({ transaction }) => transaction > before.transactions)
  const transform = new Transform(now.shown)
  const over = older.map(({ inverse }) => inverse).reverse()
  const { kept, dropped } = rebase(transform, newer, over)
  // The commit in flight is given up: what it was to report is in no copy.
  const untold = now.inflight ? [...now.inflight.lost, ...toLost(before.inflight?.dropped ?? [])] : []
  const lost = [
    ...untold,
    ...now.lost.slice(0, before.lost.length),
    ...toLost(dropped.map(({ pending, reason }) => ({ step: pending.step, reason }))),
  ]
  return { ...now, pending: kept, inflight: undefined, lost, shown: transform.doc }
}
