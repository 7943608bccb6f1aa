import { createHash } from 'node:crypto'
import type Database from 'better-sqlite3'

/** A document's row. `key` and `createdBy` are keys inside the database. */
export interface DocumentRow {
  readonly key: number
  readonly id: string
  readonly epoch: string
  readonly title: string
  readonly head_seq: number
  readonly created_by: number
  readonly created_hash: string
  readonly created_title: string
  readonly created_seq: number
  readonly created_at: number
  readonly updated_at: number
  /** Since when it is in the trash; null when it is not. */
  readonly trashed_at: number | null
}

/** A row to insert. */
export interface NewDocument {
  readonly id: string
  readonly epoch: string
  readonly title: string
  readonly person: number
  readonly requestHash: string
  readonly seq: number
  readonly at: number
}

/** The table of documents, those in the trash included; those of an import under way are not there yet. Synchronous; the caller owns the transaction. */
export interface DocumentTable {
  insert(document: NewDocument): number
  find(id: string): DocumentRow | undefined
  /** Keeps what the request that made the document was answered. */
  keepAnswer(key: number, answer: string): void
  /** What was kept of it; undefined for documents older than these answers. */
  answerOf(key: number): string | undefined
  /**
   * Nobody finds the document from now on, by its id or in a list, and its id is never used again. Its rows stay, to be
   * removed.
   */
  end(row: DocumentRow): void
  /** True for the id of a document that was deleted for ever. */
  hasEnded(id: string): boolean
  /** Copies what a commit changed: the head, the title, the time. */
  advance(key: number, seq: number, title: string, at: number): void
  /** Copies what a move into the trash changed, or with null one out of it. It counts as no edit. */
  setTrashed(key: number, seq: number, trashedAt: number | null): void
}

/** Later than anything that is looked for by its time in the trash. */
const NEVER = Number.MAX_SAFE_INTEGER

/** Prepares the statements once; they live as long as the database. */
export function createDocumentTable(database: Database.Database): DocumentTable {
  const insert = database.prepare(
    `INSERT INTO documents (id, epoch, title, head_seq, created_by, created_hash, created_title, created_seq, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const keepAnswer = database.prepare('INSERT INTO created_answers (document, answer) VALUES (?, ?)')
  const answer = database.prepare('SELECT answer FROM created_answers WHERE document = ?').pluck()
  // Out of lists and of the search as all that is in the trash; out of the trash with its maker's visit.
  const leave = database.prepare(
    `UPDATE documents SET id = 'removed-' || key, title = '', created_title = '', created_hash = '', trashed_at = ${NEVER}
     WHERE key = ?`,
  )
  const leaveTrash = database.prepare('DELETE FROM visits WHERE person = ? AND document = ?')
  const addRemoval = database.prepare('INSERT INTO removals (document) VALUES (?)')
  const addEnded = database.prepare('INSERT OR IGNORE INTO ended (hash) VALUES (?)')
  const hasEnded = database.prepare('SELECT 1 FROM ended WHERE hash = ?').pluck()
  const find = database.prepare(
    'SELECT * FROM documents WHERE id = ? AND NOT EXISTS (SELECT 1 FROM pending WHERE document = documents.key)',
  )
  const advance = database.prepare(
    'UPDATE documents SET head_seq = ?, title = ?, updated_at = ? WHERE key = ?',
  )
  const setTrashed = database.prepare('UPDATE documents SET head_seq = ?, trashed_at = ? WHERE key = ?')
  return {
    insert({ id, epoch, title, person, requestHash, seq, at }) {
      const { lastInsertRowid } = insert.run(id, epoch, title, seq, person, requestHash, title, seq, at, at)
      return Number(lastInsertRowid)
    },
    keepAnswer(key, given) {
      keepAnswer.run(key, given)
    },
    answerOf: (key) => answer.get(key) as string | undefined,
    end({ key, id, created_by }) {
      addEnded.run(hashId(id))
      leave.run(key)
      leaveTrash.run(created_by, key)
      addRemoval.run(key)
    },
    hasEnded: (id) => hasEnded.get(hashId(id)) !== undefined,
    find: (id) => find.get(id) as DocumentRow | undefined,
    advance(key, seq, title, at) {
      advance.run(seq, title, at, key)
    },
    setTrashed(key, seq, trashedAt) {
      setTrashed.run(seq, trashedAt, key)
    },
  }
}

/** Of a deleted document not even its address is kept. */
function hashId(id: string): Buffer {
  return createHash('sha256').update(id).digest()
}
