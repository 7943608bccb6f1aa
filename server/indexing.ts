import type { Home } from '../db/home.ts'
import type { SearchIndex } from '../db/search-index.ts'
import { StorageFailure } from '../db/storage-failure.ts'
import type { DocumentId, PersonId } from '../document/protocol/ids.ts'
import type { MonotonicClock, Timer } from './clock.ts'
import type { Log } from './log.ts'

/** A document is taken in when nobody has written in it for so long, */
const QUIET_MS = 2_000
/** or, while somebody writes on and on, after so long at the latest. */
const LATEST_MS = 30_000
/** Between two looks at what is due, and when more was due than one look may take. */
const LOOK_MS = 500
const GO_ON_MS = 20
/** How long everything else may be kept waiting at a time, but for a single step. */
const SLICE_MS = 5
/** How long a question waits for what its asker just wrote. */
const QUESTION_MS = 100

/** Keeps the text that search looks through current, a little behind the log. */
export interface Indexing {
  /** A document has a new event. */
  note(document: DocumentId): void
  /** Takes in what is due of this person's documents, as far as time allows, so that they find what they just wrote. */
  refresh(person: PersonId): Promise<void>
  stop(): void
}

interface IndexingDeps {
  readonly search: SearchIndex
  readonly home: Pick<Home, 'mine'>
  readonly clock: MonotonicClock
  readonly logger: Log
}

/** When a document began to be behind, and when it was last written in. */
interface Due {
  readonly since: number
  readonly last: number
}

/** Due since another process, whose time was counted from another moment. */
const BEFORE_US: Due = { since: Number.NEGATIVE_INFINITY, last: Number.NEGATIVE_INFINITY }

/**
 * Begins with everything that is behind, as after a crash or an upgrade, and goes on with what is noted: in short
 * slices, because a long document takes a tenth of a second.
 */
export function startIndexing({ search, home, clock, logger }: IndexingDeps): Indexing {
  const due = new Map<DocumentId, Due>(search.due().map((id) => [id, BEFORE_US]))
  const begun = new Map<DocumentId, { readonly due: Due; readonly steps: Iterator<void> }>()
  let timer: Timer | undefined
  let isStopped = false

  /** One step of taking a document in. False when the disk does not take it now: then it stays due. */
  function step(document: DocumentId, one: Due): boolean {
    const { due: from, steps } = begun.get(document) ?? { due: one, steps: search.take(document) }
    try {
      if (!steps.next().done) {
        begun.set(document, { due: from, steps })
        return true
      }
    } catch (error) {
      if (error instanceof StorageFailure) {
        begun.delete(document)
        return false
      }
      logger.error({ err: error }, 'a document could not be taken into the search')
    }
    begun.delete(document)
    // What was written meanwhile is another turn.
    if (due.get(document) === from) due.delete(document)
    return true
  }

  /** True when there is more of it. */
  function takeSome(isWanted: (document: DocumentId, due: Due) => boolean): boolean {
    const began = clock.elapsed()
    for (const [document, one] of due) {
      if (!isWanted(document, one)) continue
      do {
        if (!step(document, one)) return false
        if (clock.elapsed() - began >= SLICE_MS) return true
      } while (begun.has(document))
    }
    return false
  }

  function look(): void {
    const now = clock.elapsed()
    const isMore = takeSome((_, { since, last }) => now - last >= QUIET_MS || now - since >= LATEST_MS)
    timer = undefined
    lookAgain(isMore ? GO_ON_MS : LOOK_MS)
  }

  function lookAgain(ms = LOOK_MS): void {
    if (due.size > 0) timer ??= clock.after(ms, look)
  }

  lookAgain()
  return {
    note(document) {
      const now = clock.elapsed()
      due.set(document, { since: due.get(document)?.since ?? now, last: now })
      lookAgain()
    },
    async refresh(person) {
      const began = clock.elapsed()
      while (!isStopped && takeSome((document) => home.mine(person, document).isListed)) {
        if (clock.elapsed() - began >= QUESTION_MS) return
        await new Promise<void>((go) => clock.soon(go))
      }
    },
    stop() {
      isStopped = true
      timer?.cancel()
    },
  }
}
