import { describeLost, groupByReason } from '../../document/commit/lost-text.ts'
import type { LostStep } from '../../document/protocol/post-commit.ts'
import type { SyncState } from './sync-state.ts'

/**
 * Text of mine that found no place on this page and is not on the server yet; with `isOnDisk` the commit in
 * flight is, and what it carries is told by the server.
 */
export function displacedHere({ lost, inflight }: SyncState, isOnDisk: boolean): readonly LostStep[] {
  if (!inflight || isOnDisk) return lost
  const dropped = groupByReason(inflight.dropped).flatMap(({ reason, steps }) =>
    describeLost(steps).map((described) => ({ reason, ...described })),
  )
  return [...inflight.lost, ...dropped, ...lost]
}
