import { REFUSALS, type RefusalCode } from '../../document/protocol/refusals.ts'
import type { SyncState } from './sync-state.ts'

/** Statuses that speak of what was sent, and not of who sent it or where. */
const ABOUT_THE_COMMIT: ReadonlySet<number> = new Set([400, 413, 415, 422])

/** How many steps and lost words are not on the server's disk; with `isOnDisk` the commit in flight is. */
export function countUnsaved({ pending, lost, inflight }: SyncState, isOnDisk: boolean): number {
  const steps = pending.filter(({ sent }) => sent === undefined || !isOnDisk).length
  return steps + lost.length + (isOnDisk ? 0 : (inflight?.lost.length ?? 0))
}

/** A state whose commit in flight the server will never take; undefined when the refusal is about something else. */
export function markRefused(state: SyncState | undefined, code: RefusalCode): SyncState | undefined {
  if (!state?.inflight || !ABOUT_THE_COMMIT.has(REFUSALS[code].status)) return undefined
  return { ...state, inflight: { ...state.inflight, refused: code } }
}
