import type { LoggedEvent } from '../../db/document-log.ts'
import type { Store } from '../../db/store.ts'
import type { DocumentId } from '../../document/protocol/ids.ts'
import type { CommitEvent } from '../../document/protocol/stream-events.ts'

/** The commits after a number, as whoever reads the log's JSON has them. */
export function commitsAfter(store: Pick<Store, 'log'>, document: DocumentId, after = 0): CommitEvent[] {
  return store.log.eventsAfter(document, after, 1_000, 1e9).flatMap(toCommit)
}

function toCommit({ kind, json }: LoggedEvent): CommitEvent[] {
  return kind === 'commit' ? [JSON.parse(json)] : []
}
