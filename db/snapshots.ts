import type Database from 'better-sqlite3'
import type { Node } from 'prosemirror-model'
import { type Parts, Progress } from '../document/parts.ts'
import { readNode } from '../document/schema/read-nodes.ts'
import { parseDocument } from '../document/schema/schema.ts'
import { writeJson } from '../document/schema/write-json.ts'
import type { EventTable } from './events.ts'
import { fingerprint, type NewContent } from './new-content.ts'

/** A stored document and the number of the last event it contains. */
export interface Snapshot {
  readonly seq: number
  readonly doc: Node
}

/** The table of snapshots. Synchronous; the caller owns the transaction. */
export interface SnapshotTable {
  /** Stores the document as it is after event `seq`, and answers its fingerprint. */
  save(document: number, seq: number, doc: Node): string
  /** The same of a document that is written out already. */
  saveWritten(document: number, seq: number, content: Pick<NewContent, 'json' | 'hash'>): void
  /** The newest snapshot that holds no event after `seq`, read in parts. Every document has one at 0. */
  nearest(document: number, seq: number): Parts<Snapshot>
  /** The same without reading it: where it is, and how many bytes it has. */
  nearestSeq(document: number, seq: number): { readonly seq: number; readonly bytes: number }
  /** The number of the newest snapshot. */
  lastSeq(document: number): number
  /** Removes the snapshots that are no rung of the ladder, but for the newest two. */
  thin(document: number): void
}

/** A snapshot as thinning sees it. */
export interface Rung {
  readonly seq: number
  /** How many bytes it has. */
  readonly bytes: number
}

/**
 * How far two rungs, snapshots that are kept for good, are apart: so many events, or so many bytes of events,
 * whichever is less. So a replay is bounded, however large what was written is.
 */
export const LADDER = { events: 10_000, bytes: 8_388_608 } as const
/** A rung that is large itself stands for so many times its own bytes: a log grows by half at most. */
const WORTH = 2

/**
 * How many of the newest snapshots are looked at: the last rung, what came after it, and the new one. Thinning follows
 * each snapshot, so what is older was looked at before.
 */
const LOOKED_AT = 4

/** Prepares the statements once; they live as long as the database. */
export function createSnapshotTable(
  database: Database.Database,
  events: Pick<EventTable, 'bytesBetween'>,
): SnapshotTable {
  const insert = database.prepare('INSERT INTO snapshots (document, seq, doc, hash) VALUES (?, ?, ?, ?)')
  const nearest = database.prepare(
    'SELECT seq, doc, hash FROM snapshots WHERE document = ? AND seq <= ? ORDER BY seq DESC LIMIT 1',
  )
  const nearestSeq = database.prepare(
    'SELECT seq, octet_length(doc) AS bytes FROM snapshots WHERE document = ? AND seq <= ? ORDER BY seq DESC LIMIT 1',
  )
  const rungs = database.prepare(
    'SELECT seq, octet_length(doc) AS bytes FROM snapshots WHERE document = ? ORDER BY seq DESC LIMIT ?',
  )
  const last = database.prepare('SELECT max(seq) FROM snapshots WHERE document = ?').pluck()
  const remove = database.prepare('DELETE FROM snapshots WHERE document = ? AND seq = ?')
  return {
    save(document, seq, doc) {
      const json = writeJson(doc)
      const hash = fingerprint(json)
      insert.run(document, seq, json, hash)
      return hash
    },
    saveWritten(document, seq, { json, hash }) {
      insert.run(document, seq, json, hash)
    },
    *nearest(document, seq) {
      const row = nearest.get(document, seq) as { seq: number; doc: string; hash: string } | undefined
      if (!row) throw new Error('a document without a snapshot at 0')
      return { seq: row.seq, doc: yield* readSnapshot(row) }
    },
    nearestSeq(document, seq) {
      const row = nearestSeq.get(document, seq) as Rung | undefined
      if (!row) throw new Error('a document without a snapshot at 0')
      return row
    },
    lastSeq: (document) => last.get(document) as number,
    thin(document) {
      const newest = (rungs.all(document, LOOKED_AT) as Rung[]).reverse()
      const eventBytes = (after: number, upTo: number) => events.bytesBetween(document, after, upTo)
      for (const seq of toThin(newest, eventBytes)) remove.run(document, seq)
    },
  }
}

/** What is as it was written was checked before: then it is not checked again, which takes longer than reading it. */
function* readSnapshot({ doc: json, hash }: { readonly doc: string; readonly hash: string }): Parts<Node> {
  const isAsWritten = fingerprint(json) === hash
  yield
  const parsed = JSON.parse(json)
  yield
  return isAsWritten ? yield* readNode(parsed, new Progress()) : parseDocument(parsed)
}

/**
 * Which of these snapshots, in ascending order, are not worth their bytes. The first stays: it is a rung, or the one
 * at 0. `eventBytes` tells the bytes of the events after one seq up to another.
 */
export function toThin(
  snapshots: readonly Rung[],
  eventBytes: (after: number, upTo: number) => number,
): number[] {
  const [first, ...others] = snapshots.slice(0, -2)
  let rung = first?.seq ?? 0
  return others.flatMap(({ seq, bytes }) => {
    const isNewRung =
      Math.floor(seq / LADDER.events) > Math.floor(rung / LADDER.events) ||
      eventBytes(rung, seq) >= Math.max(LADDER.bytes, WORTH * bytes)
    if (!isNewRung) return [seq]
    rung = seq
    return []
  })
}
