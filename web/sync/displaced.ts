import type { LostStep } from '../../document/protocol/post-commit.ts'
import { toLost } from './lost.ts'
import type { SyncState } from './sync-state.ts'

/**
 * Text of mine that found no place on this page and is not on the server yet; with `isOnDisk` the commit in
 * flight is, and what it carries is told by the server.
 */
export function displacedHere(state: SyncState | undefined, isOnDisk: boolean): readonly LostStep[] {
  if (!state) return []
  const { lost, inflight } = state
  if (!inflight || isOnDisk) return lost
  return [...inflight.lost, ...toLost(inflight.dropped), ...lost]
}
