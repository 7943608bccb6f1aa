// A mutant of web/sync/document-copy.ts: a page that wakes up when another one has taken its work over forgets what
// it wrote since. The laws must notice.
import * as honest from '../../../web/sync/document-copy.ts'
import type { SyncState } from '../../../web/sync/sync-state.ts'

export const { salvage } = honest

export function withoutTaken(...[state, taken]: Parameters<typeof honest.withoutTaken>): SyncState {
  return { ...honest.withoutTaken(state, taken), lost: [] }
}
