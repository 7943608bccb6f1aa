// A mutant of web/sync/load.ts: a page that begins anew on a log put back counts its transactions from 0 again. The laws
// must notice.
import * as honest from '../../../web/sync/load.ts'
import type { Salvaged } from '../../../web/sync/sync-state.ts'

export function salvageRecord(...[record]: Parameters<typeof honest.salvageRecord>): Salvaged {
  return { ...honest.salvageRecord(record), transactions: 0 }
}
