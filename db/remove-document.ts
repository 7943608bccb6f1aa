import type Database from 'better-sqlite3'
import { ROOM_BITS } from './text-parts.ts'

/** The most rows that one step removes of a document, */
export const REMOVED_ROWS = 500
/** and about how many bytes of text, unless a single row has more. */
const REMOVED_BYTES = 1_048_576

/** Removes documents that nobody finds any more. */
export interface DocumentRemoval {
  /** Removes a bounded part of a document, its own row last; false when none is left. The caller owns the transaction. */
  removeSome(document: number): boolean
}

/** Where a document has rows, and what tells those of one document from each other. */
const TABLES = [
  { table: 'residue', place: 'n', bytes: 'octet_length(text) + coalesce(octet_length(step), 0)' },
  { table: 'rewrites', place: 'seq', bytes: 'octet_length(told)' },
  { table: 'snapshots', place: 'seq', bytes: 'octet_length(doc)' },
  { table: 'events', place: 'seq', bytes: 'octet_length(body)' },
  { table: 'visits', place: 'person', bytes: '0' },
  { table: 'file_uses', place: 'file', bytes: '0' },
] as const

/** Where it has one row at most. */
const SINGLE = ['created_answers', 'indexed', 'pending', 'removals'] as const

/** Prepares the statements once; they live as long as the database. */
export function createDocumentRemoval(database: Database.Database): DocumentRemoval {
  // The full-text table looks for each word of a part: one part is work enough, as when it was taken in.
  const part = database
    .prepare('SELECT rowid FROM text_parts WHERE rowid BETWEEN ? AND ? ORDER BY rowid LIMIT 1')
    .pluck()
  const removePart = database.prepare('DELETE FROM text_parts WHERE rowid = ?')
  const tables = TABLES.map(({ table, place, bytes }) => ({
    list: database.prepare(
      `SELECT ${place} AS place, ${bytes} AS bytes FROM ${table} WHERE document = ? LIMIT ?`,
    ),
    remove: database.prepare(`DELETE FROM ${table} WHERE document = ? AND ${place} = ?`),
  }))
  const singles = SINGLE.map((table) => database.prepare(`DELETE FROM ${table} WHERE document = ?`))
  const removeDocument = database.prepare('DELETE FROM documents WHERE key = ?')

  function removeText(document: number): boolean {
    const first = document * 2 ** ROOM_BITS
    const found = part.get(first, first + 2 ** ROOM_BITS - 1)
    if (found !== undefined) removePart.run(found)
    return found !== undefined
  }

  return {
    removeSome(document) {
      if (removeText(document)) return true
      let [rows, bytes] = [REMOVED_ROWS, REMOVED_BYTES]
      for (const { list, remove } of tables) {
        for (const row of list.all(document, rows) as { place: number; bytes: number }[]) {
          remove.run(document, row.place)
          rows -= 1
          bytes -= row.bytes
          if (rows <= 0 || bytes <= 0) return true
        }
      }
      for (const single of singles) single.run(document)
      return removeDocument.run(document).changes > 0
    },
  }
}
