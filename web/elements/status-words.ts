import { REFUSALS, type RefusalCode } from '../../document/protocol/refusals.ts'
import type { SyncStatus, Trouble } from '../sync/sync-client.ts'
import { words } from '../words.ts'

/** Why changes wait though the connection is good, and where they are until then, for their author. */
export function troubleWords({ trouble, unsaved, canKeep }: TroubledStatus): string {
  const known: Readonly<Partial<Record<string, string>>> = words.trouble
  const reason = known[trouble] ?? REFUSALS[trouble as RefusalCode].message
  if (unsaved === 0) return reason
  return `${reason} ${canKeep ? words.meanwhile.kept : words.meanwhile.unkept}`
}

type TroubledStatus = Pick<SyncStatus, 'unsaved' | 'canKeep'> & { readonly trouble: Trouble }
