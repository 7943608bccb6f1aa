import type { DocumentId } from '../document/protocol/ids.ts'
import type { MonotonicClock } from './clock.ts'
import type { May } from './may.ts'

/** No stream lives so long that it could have begun before a document ended. */
const REMEMBERED_MS = 60 * 60_000

/** Documents that were deleted for ever, for those who still read them. */
export interface Ended {
  /** Nobody may read the document from now on. */
  add(document: DocumentId): void
  /** The rights as they are without these documents. */
  readonly may: May
}

/** Makes a list that nothing is on; who may do what otherwise is asked of `may`. */
export function createEnded(may: May, clock: MonotonicClock): Ended {
  const ended = new Set<DocumentId>()
  return {
    add(document) {
      ended.add(document)
      clock.after(REMEMBERED_MS, () => ended.delete(document))
    },
    may: (person, document, action) => !ended.has(document) && may(person, document, action),
  }
}
