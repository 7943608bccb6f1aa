import { REFUSALS } from '../../document/protocol/refusals.ts'
import type { SyncStatus } from '../sync/sync-client.ts'
import { words } from '../words.ts'

/** Why changes wait though the connection is good, as a sentence for their author. */
export function troubleWords(code: NonNullable<SyncStatus['trouble']>): string {
  const known: Readonly<Partial<Record<string, string>>> = words.trouble
  if (code === 'unknown' || code === 'unreachable') return words.trouble[code]
  return known[code] ?? REFUSALS[code].message
}
