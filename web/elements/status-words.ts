import { REFUSALS } from '../../document/protocol/refusals.ts'
import { unreachable } from '../../document/unreachable.ts'
import type { SyncStatus } from '../sync/sync-client.ts'
import { words } from '../words.ts'

/** What is true about my changes, from what the server has acknowledged and nothing else. */
export type SaveKind = 'opening' | 'saved' | 'saving' | 'unsent' | 'stopped'

/** The one kind of a status: it says `saved` only when nothing waits for an acknowledgement. */
export function saveKind(status: SyncStatus): SaveKind {
  if (status.halt) return 'stopped'
  if (!status.isLoaded) return 'opening'
  if (status.unsaved === 0) return 'saved'
  return status.connection === 'live' ? 'saving' : 'unsent'
}

/** A kind in words. */
export function saveWords(kind: SaveKind): string {
  switch (kind) {
    case 'opening':
      return words.save.opening
    case 'saved':
      return words.save.saved
    case 'saving':
      return words.save.saving
    case 'unsent':
      return words.save.unsent
    case 'stopped':
      return words.save.notSaving
    default:
      return unreachable(kind)
  }
}

/** Why changes wait though the connection is good, as a sentence for their author. */
export function troubleWords(code: NonNullable<SyncStatus['trouble']>): string {
  const known: Readonly<Partial<Record<string, string>>> = words.trouble
  return known[code] ?? (code === 'unknown' ? words.trouble.unknown : REFUSALS[code].message)
}
