import { isFinal } from './api/answer.ts'
import type { Api } from './api/http.ts'
import type { SyncStatus } from './sync/sync-client.ts'

/**
 * Tells the server once that this person has opened the document, when there is a connection: reading alone lists
 * nothing on their home page. It is told again when the line broke before there was an answer.
 */
export function createVisitNote(id: string, api: Pick<Api, 'noteVisit'>): (status: SyncStatus) => void {
  let isTold = false
  return ({ connection }) => {
    if (isTold || connection !== 'live') return
    isTold = true
    void api.noteVisit(id).then((answer) => {
      isTold = answer.kind === 'ok' || isFinal(answer)
    })
  }
}
