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

/** The table of documents. Synchronous; the caller owns the transaction. */
export interface DocumentTable {
  insert(document: NewDocument): number
  find(id: string): DocumentRow | undefined
  /** Copies what a commit changed: the head, the title, the time. */
  advance(key: number, seq: number, title: string, at: number): void
}

/** Prepares the statements once; they live as long as the database. */
export function createDocumentTable(database: Database.Database): DocumentTable {
  const insert = database.prepare(
    `INSERT INTO documents (id, epoch, title, head_seq, created_by, created_hash, created_title, created_seq, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const find = database.prepare('SELECT * FROM documents WHERE id = ? AND trashed_at IS NULL')
  const advance = database.prepare(
    'UPDATE documents SET head_seq = ?, title = ?, updated_at = ? WHERE key = ?',
  )
  return {
    insert({ id, epoch, title, person, requestHash, seq, at }) {
      const { lastInsertRowid } = insert.run(id, epoch, title, seq, person, requestHash, title, seq, at, at)
      return Number(lastInsertRowid)
    },
    find: (id) => find.get(id) as DocumentRow | undefined,
    advance(key, seq, title, at) {
      advance.run(seq, title, at, key)
    },
  }
}
