import type { Home } from '../db/home.ts'
import type { SearchIndex } from '../db/search-index.ts'
import { StorageFailure } from '../db/storage-failure.ts'
import type { IndexedText } from '../db/text-parts.ts'
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
/** How many long documents are read at once: each holds its text until that is taken in. */
const MOST_READ = 4

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
  /** Reads the text of a long document beside the event loop. */
  readonly readText: (document: DocumentId) => Promise<IndexedText | undefined>
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

/** A document whose text is being taken in, and what was due of it when that began. */
interface Begun {
  readonly due: Due
  readonly steps: Iterator<void>
}

/**
 * Begins with everything that is behind, as after a crash or an upgrade, and goes on with what is noted. The text of a
 * long document is read elsewhere; what is written of it is written here, in short slices.
 */
export function startIndexing({ search, readText, home, clock, logger }: IndexingDeps): Indexing {
  const due = new Map<DocumentId, Due>(search.due().map((id) => [id, BEFORE_US]))
  const begun = new Map<DocumentId, Begun>()
  const reading = new Map<DocumentId, Promise<void>>()
  let timer: Timer | undefined
  let isStopped = false

  /** Has a long document read. What of it cannot be read now is due again when the server starts, or it changes. */
  function read(document: DocumentId, from: Due): void {
    const settle = (text: IndexedText | undefined): void => {
      reading.delete(document)
      if (text) begun.set(document, { due: from, steps: search.take(document, text) })
      else if (due.get(document) === from) due.delete(document)
      if (!isStopped) lookAgain(GO_ON_MS)
    }
    const fail = (error: unknown): void => {
      if (!isStopped) logger.error({ err: error }, 'a document could not be read for the search')
      settle(undefined)
    }
    reading.set(document, readText(document).then(settle, fail))
  }

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
      if (reading.has(document) || !isWanted(document, one)) continue
      if (!begun.has(document) && search.isLong(document)) {
        if (reading.size + begun.size < MOST_READ) read(document, one)
        continue
      }
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

  /** Until one of them is over, or the time is. */
  function first(readings: readonly Promise<void>[], ms: number): Promise<void> {
    return new Promise((resolve) => {
      const limit = clock.after(ms, resolve)
      void Promise.race(readings).then(() => {
        limit.cancel()
        resolve()
      })
    })
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
      const isMine = (document: DocumentId): boolean => home.mine(person, document).isListed
      for (;;) {
        const isMore = takeSome(isMine)
        const left = QUESTION_MS - (clock.elapsed() - began)
        const mine = [...reading].filter(([document]) => isMine(document)).map(([, done]) => done)
        if (isStopped || left <= 0 || (!isMore && mine.length === 0)) return
        await (isMore ? new Promise<void>((go) => clock.soon(go)) : first(mine, left))
      }
    },
    stop() {
      isStopped = true
      timer?.cancel()
    },
  }
}
