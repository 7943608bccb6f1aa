import { unreachable } from '../../document/unreachable.ts'
import type { SyncStatus } from '../sync/sync-client.ts'
import { words } from '../words.ts'

/** What is true about my changes, from what the server has acknowledged and this device has written down. */
export type SaveKind =
  | 'opening'
  | 'unreachable'
  | 'reviewing'
  | 'saved'
  | 'saving'
  | 'waiting'
  | 'reconnecting'
  | 'offline'
  | 'stopped'

/** How much it matters: nothing of mine is at stake, something waits, something is in this tab only. */
export type SaveWeight = 'calm' | 'unsent' | 'unkept'

/** What the header says. */
export interface SaveLine {
  readonly kind: SaveKind
  readonly weight: SaveWeight
  readonly text: string
}

/**
 * The one line about my changes. `saved` is said only when nothing waits for an acknowledgement, and "saved on
 * this device" only when all of it is really written. `isTroubled` when the connection has been down, or changes
 * refused, for longer than a moment.
 */
export function saveLine(status: SyncStatus, isTroubled: boolean): SaveLine {
  const kind = saveKind(status, isTroubled)
  return { kind, weight: weightOf(status, kind), text: textOf(status, kind) }
}

function saveKind(
  { halt, isLoaded, connection, unsaved, trouble, isReviewing }: SyncStatus,
  isTroubled: boolean,
): SaveKind {
  if (halt) return 'stopped'
  if (!isLoaded) return isTroubled && connection === 'reconnecting' ? 'unreachable' : 'opening'
  if (isTroubled && connection !== 'live') return unsaved > 0 ? 'offline' : 'reconnecting'
  if (unsaved === 0) return 'saved'
  if (isReviewing) return 'reviewing'
  return isTroubled && trouble !== undefined ? 'waiting' : 'saving'
}

function weightOf({ unsaved, canKeep }: SyncStatus, kind: SaveKind): SaveWeight {
  const isWaiting = kind === 'offline' || kind === 'waiting' || kind === 'stopped'
  if (!isWaiting || unsaved === 0) return kind === 'stopped' ? 'unsent' : 'calm'
  return canKeep ? 'unsent' : 'unkept'
}

function textOf({ unsaved, kept, canKeep }: SyncStatus, kind: SaveKind): string {
  const isKept = kept >= unsaved
  switch (kind) {
    case 'opening':
      return words.save.opening
    case 'unreachable':
      return words.save.unreachable
    case 'saved':
      return words.save.saved
    case 'saving':
      return words.save.saving
    case 'reviewing':
      return words.save.reviewing
    case 'reconnecting':
      return words.save.reconnecting
    case 'stopped':
      return words.save.notSaving
    case 'waiting':
      if (!canKeep) return words.save.waitingUnkept(unsaved)
      return isKept ? words.save.waitingKept : words.save.waiting
    case 'offline':
      if (!canKeep) return words.save.offlineUnkept(unsaved)
      return isKept ? words.save.offlineKept : words.save.offline
    default:
      return unreachable(kind)
  }
}
