import { createHash } from 'node:crypto'
import type Database from 'better-sqlite3'
import { partsOf } from '../document/text/search-parts.ts'
import { setApart } from '../document/text/unspaced.ts'

/** How many parts a document has room for; the longest has some hundred. */
export const ROOM_BITS = 12

/** Removes all parts of a document, by its key. */
export const DELETE_TEXT = `
  WITH first(part) AS (SELECT ? << ${ROOM_BITS})
  DELETE FROM text_parts WHERE rowid BETWEEN (SELECT part FROM first) AND (SELECT part + ${2 ** ROOM_BITS - 1} FROM first)`

/** A document's text at an event of its log. */
export interface TextVersion {
  readonly key: number
  readonly seq: number
  readonly title: string
  readonly body: string
}

/** The text of documents in the full-text table, and up to which event it was taken in. */
export interface TextParts {
  /** Up to which event the text of a document was taken in; undefined for one that never was. */
  seqOf(key: number): number | undefined
  /**
   * Writes what a text has of parts that are not there and removes the others, one part in a transaction and a step
   * of the iterator; the last step says how far the text is. A crash in between leaves it due.
   */
  replace(version: TextVersion): Generator<void>
}

/** Prepares the statements once; they live as long as the database. */
export function createTextParts(database: Database.Database): TextParts {
  const seq = database.prepare('SELECT seq FROM indexed WHERE document = ?').pluck()
  const list = database.prepare(
    'SELECT rowid AS part, hash FROM text_parts WHERE rowid BETWEEN ? AND ? ORDER BY rowid',
  )
  const forget = database.prepare('DELETE FROM text_parts WHERE rowid = ?')
  const keep = database.prepare('INSERT INTO text_parts (rowid, hash, title, body) VALUES (?, ?, ?, ?)')
  const mark = database.prepare(
    'INSERT INTO indexed (document, seq) VALUES (?, ?) ON CONFLICT (document) DO UPDATE SET seq = excluded.seq',
  )

  return {
    seqOf: (key) => seq.get(key) as number | undefined,
    *replace({ key, seq, title, body }) {
      const start = key * 2 ** ROOM_BITS
      const rows = list.all(start, start + 2 ** ROOM_BITS - 1) as { part: number; hash: string }[]
      const old = new Map(rows.map(({ part, hash }) => [hash, part]))
      const taken = new Set(rows.map(({ part }) => part))
      const seen = new Set<string>()
      let free = start
      let shownTitle: string | null = title
      for (const text of partsOf(body)) {
        const hash = hashOf(shownTitle, text)
        const isThere = old.delete(hash) || seen.has(hash)
        seen.add(hash)
        if (!isThere) {
          while (taken.has(free)) free += 1
          taken.add(free)
          keep.run(free, hash, shownTitle && setApart(shownTitle), setApart(text))
          yield
        }
        shownTitle = null
      }
      for (const part of old.values()) {
        forget.run(part)
        yield
      }
      mark.run(key, seq)
    },
  }
}

function hashOf(title: string | null, text: string): string {
  return createHash('sha256').update(JSON.stringify(title)).update(text).digest('base64url').slice(0, 16)
}
