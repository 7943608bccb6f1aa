import { createHash } from 'node:crypto'
import type Database from 'better-sqlite3'
import type { Node } from 'prosemirror-model'
import { HASH_BYTES } from '../document/commit/hash.ts'
import { parseDocument } from '../document/schema/schema.ts'

/** A stored document and the number of the last event it contains. */
export interface Snapshot {
  readonly seq: number
  readonly doc: Node
}

/** The table of snapshots. Synchronous; the caller owns the transaction. */
export interface SnapshotTable {
  /** Stores the document as it is after event `seq`, and answers its fingerprint. */
  save(document: number, seq: number, doc: Node): string
  /** The newest snapshot that holds no event after `seq`. Every document has one at 0. */
  nearest(document: number, seq: number): Snapshot
  /** The number of the newest snapshot. */
  lastSeq(document: number): number
  /** Removes rungs that no reader needs: all stay below 1, the newest two, and one per `LADDER` events. */
  thin(document: number): void
}

/** Between two snapshots that are kept for good, in events. */
export const LADDER = 10_000

/** Prepares the statements once; they live as long as the database. */
export function createSnapshotTable(database: Database.Database): SnapshotTable {
  const insert = database.prepare('INSERT INTO snapshots (document, seq, doc, hash) VALUES (?, ?, ?, ?)')
  const nearest = database.prepare(
    'SELECT seq, doc FROM snapshots WHERE document = ? AND seq <= ? ORDER BY seq DESC LIMIT 1',
  )
  const seqs = database.prepare('SELECT seq FROM snapshots WHERE document = ? ORDER BY seq').pluck()
  const last = database.prepare('SELECT max(seq) FROM snapshots WHERE document = ?').pluck()
  const remove = database.prepare('DELETE FROM snapshots WHERE document = ? AND seq = ?')
  return {
    save(document, seq, doc) {
      const json = JSON.stringify(doc.toJSON())
      const hash = createHash('sha256')
        .update(json)
        .digest('hex')
        .slice(0, HASH_BYTES * 2)
      insert.run(document, seq, json, hash)
      return hash
    },
    nearest(document, seq) {
      const row = nearest.get(document, seq) as { seq: number; doc: string } | undefined
      if (!row) throw new Error('a document without a snapshot at 0')
      return { seq: row.seq, doc: parseDocument(JSON.parse(row.doc)) }
    },
    lastSeq: (document) => last.get(document) as number,
    thin(document) {
      for (const seq of toThin(seqs.all(document) as number[])) remove.run(document, seq)
    },
  }
}

/** Which of these snapshots, in ascending order, are not worth their bytes. */
export function toThin(seqs: readonly number[]): number[] {
  let rung = -1
  return seqs.slice(0, -2).filter((seq) => {
    const step = Math.floor(seq / LADDER)
    const isFirstOfRung = step > rung
    rung = step
    return !isFirstOfRung
  })
}
