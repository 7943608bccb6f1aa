import type Database from 'better-sqlite3'
import type { Step } from 'prosemirror-transform'
import type { DroppedStep } from '../document/commit/place.ts'
import { readStoredSteps } from '../document/commit/sound-step.ts'
import type { WireStep } from '../document/commit/wire-steps.ts'
import type { LoggedEvent } from './document-log.ts'
import { EVENT_KINDS, type EventKind } from './event-kind.ts'
import { readBody, readLoggedEvent } from './event-row.ts'

/** What an event's row keeps of a commit, as JSON. Empty parts are left out. */
export interface EventBody {
  readonly steps: WireStep[]
  readonly dropped?: DroppedStep[]
  readonly tags?: Record<string, unknown>
  /** Of an event that moved the document into the trash, or out of it. */
  readonly trashed?: boolean
  /** The document's fingerprint, where a snapshot was taken. */
  readonly hash?: string
}

/** A row to append. `document`, `client` and `person` are keys inside the database. */
export interface NewEvent {
  readonly document: number
  readonly seq: number
  readonly kind: EventKind
  readonly id: string
  readonly client: number
  readonly person: number
  readonly at: number
  readonly chain: Buffer
  readonly requestHash: Buffer
  readonly body: string
}

/** An event found by its id. */
export interface RecordedEvent {
  readonly seq: number
  readonly chain: string
  readonly requestHash: Buffer
  readonly dropped: DroppedStep[]
  /** What was kept of its answer beside the log. */
  readonly told: string | undefined
}

/** One event's steps, for a replay. */
export interface ReplayedEvent {
  readonly seq: number
  readonly chain: Buffer
  readonly steps: Step[]
}

/** The table of events. Synchronous; the caller owns the transaction. */
export interface EventTable {
  append(event: NewEvent): void
  /** Keeps what a commit's answer told beside the place it found. */
  keepTold(document: number, seq: number, told: string): void
  findById(document: number, id: string): RecordedEvent | undefined
  /** Whether something was recorded under this id; nothing of it is read. */
  isRecorded(document: number, id: string): boolean
  chainAt(document: number, seq: number): Buffer | undefined
  /**
   * Events after `after` up to `upTo`, oldest first, for folding: in portions, so that a long tail is never in memory
   * at once. Nothing but memory is held between two portions. Throws when the log has a gap.
   */
  replay(document: number, after: number, upTo: number): Generator<ReplayedEvent[]>
  /** Events after `after`, oldest first: at most `limit`, and no more once `bytes` of bodies are read. */
  list(document: number, after: number, limit: number, bytes: number): LoggedEvent[]
  /** Bytes of bodies after `after`. */
  bytesAfter(document: number, after: number): number
  /** Bytes of bodies after `after` up to `upTo`. */
  bytesBetween(document: number, after: number, upTo: number): number
}

// Read by portions, because `iterate` makes an object that better-sqlite3 12 aborts on when it is collected (Node
// 24.19 and later); by their bytes, because one body may have megabytes.
const PORTION: Portion = { events: 256, bytes: 1_048_576 }

/** How much is read at once: at most so many rows and, past the first, so many bytes of bodies. */
interface Portion {
  readonly events: number
  readonly bytes: number
}

/** Prepares the statements once; they live as long as the database. */
export function createEventTable(database: Database.Database): EventTable {
  const insert = database.prepare(
    'INSERT INTO events (document, seq, kind, id, client, person, at, chain, request_hash, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const byId = database.prepare(
    `SELECT e.seq, e.chain, e.request_hash, e.body, r.told
     FROM events e LEFT JOIN rewrites r ON r.document = e.document AND r.seq = e.seq
     WHERE e.document = ? AND e.id = ?`,
  )
  const recorded = database.prepare('SELECT 1 FROM events WHERE document = ? AND id = ?').pluck()
  const keepTold = database.prepare('INSERT INTO rewrites (document, seq, told) VALUES (?, ?, ?)')
  const chain = database.prepare('SELECT chain FROM events WHERE document = ? AND seq = ?').pluck()
  const steps = database.prepare(
    'SELECT seq, chain, body FROM events WHERE document = ? AND seq > ? AND seq <= ? ORDER BY seq',
  )
  const page = database.prepare(
    `SELECT e.seq, e.kind, e.chain, e.id, c.id AS client, p.id AS person, p.name, e.at, e.body
     FROM events e JOIN clients c ON c.key = e.client JOIN people p ON p.key = e.person
     WHERE e.document = ? AND e.seq > ? ORDER BY e.seq LIMIT ?`,
  )
  // Asked of the rows' heads alone: `length` would read every body.
  const sizes = database
    .prepare('SELECT octet_length(body) FROM events WHERE document = ? AND seq > ? ORDER BY seq LIMIT ?')
    .pluck()
  const bytes = database
    .prepare(
      'SELECT coalesce(sum(octet_length(body)), 0) FROM events WHERE document = ? AND seq > ? AND seq <= ?',
    )
    .pluck()

  /** How many events after `after` one portion holds; 0 when there is none. */
  function countPortion(document: number, after: number, { events, bytes: most }: Portion): number {
    const found = sizes.all(document, after, events) as number[]
    let sum = 0
    const end = found.findIndex((size) => {
      sum += size
      return sum > most
    })
    return end < 0 ? found.length : Math.max(1, end)
  }

  return {
    append(event) {
      const { document, seq, kind, id, client, person, at, chain, requestHash, body } = event
      insert.run(document, seq, EVENT_KINDS[kind], id, client, person, at, chain, requestHash, body)
    },
    keepTold(document, seq, told) {
      keepTold.run(document, seq, told)
    },
    findById(document, id) {
      const row = byId.get(document, id) as
        | { seq: number; chain: Buffer; request_hash: Buffer; body: string; told: string | null }
        | undefined
      if (!row) return undefined
      const { dropped = [] } = readBody(row.body)
      const { seq, chain: after, request_hash: requestHash, told } = row
      return { seq, chain: after.toString('base64url'), requestHash, dropped, told: told ?? undefined }
    },
    isRecorded: (document, id) => recorded.get(document, id) !== undefined,
    chainAt: (document, seq) => chain.get(document, seq) as Buffer | undefined,
    *replay(document, after, upTo) {
      for (let last = after; last < upTo; ) {
        const count = Math.min(countPortion(document, last, PORTION), upTo - last)
        const rows = steps.all(document, last, last + count) as { seq: number; chain: Buffer; body: string }[]
        if (count === 0 || rows.length !== count)
          throw new Error(`an event after ${last} is missing from the log`)
        yield rows.map(({ seq, chain, body }) => ({
          seq,
          chain,
          steps: readStoredSteps(readBody(body).steps),
        }))
        last += count
      }
    },
    list(document, after, limit, bytesLimit) {
      const events: LoggedEvent[] = []
      let room = bytesLimit
      // The first one comes whatever it holds. SQLite reads whole rows while it looks for one: each question counts.
      for (let count = 1; count > 0; ) {
        for (const row of page.all(document, events.at(-1)?.seq ?? after, count)) {
          const { event, bytes } = readLoggedEvent(row)
          room -= bytes
          events.push(event)
        }
        const last = events.at(-1)?.seq
        if (last === undefined || room <= 0) break
        const most = {
          events: Math.min(PORTION.events, limit - events.length),
          bytes: Math.min(PORTION.bytes, room),
        }
        count = countPortion(document, last, most)
      }
      return events
    },
    bytesAfter: (document, after) => bytes.get(document, after, Number.MAX_SAFE_INTEGER) as number,
    bytesBetween: (document, after, upTo) => bytes.get(document, after, upTo) as number,
  }
}
