import { createHash } from 'node:crypto'
import type Database from 'better-sqlite3'
import { partsOf } from '../document/text/search-parts.ts'
import { setApart } from '../document/text/unspaced.ts'

/** How many parts a document has room for; the longest has some hundred. */
export const ROOM_BITS = 12

/** A document's text at an event of its log. */
export interface TextVersion {
  readonly seq: number
  readonly title: string
  readonly body: string
}

/** A part of a text as the full-text table takes it. The title stands with the first one. */
export interface TextPart {
  readonly hash: string
  readonly title: string | null
  /** Left out of one that is known to be there. */
  readonly body: string | undefined
}

/** A document's text at an event of its log, in parts. */
export interface IndexedText {
  readonly seq: number
  readonly parts: readonly TextPart[]
}

/** The text of documents in the full-text table, and up to which event it was taken in. */
export interface TextParts {
  /** Up to which event the text of a document was taken in; undefined for one that never was. */
  seqOf(key: number): number | undefined
  /** By what the parts of a document that are there are known. */
  hashesOf(key: number): ReadonlySet<string>
  /**
   * Writes what a text has of parts that are not there and removes the others, one part in a transaction and a step
   * of the iterator; the last step says how far the text is. A crash in between leaves it due, and so does a part
   * whose text was left out and that is not there after all.
   */
  replace(key: number, text: IndexedText): Generator<void>
}

/** Cuts a text into its parts; those of `known` without their text. */
export function partsOfText({ seq, title, body }: TextVersion, known: ReadonlySet<string>): IndexedText {
  let shownTitle: string | null = title
  const parts = [...partsOf(body)].map((text): TextPart => {
    const hash = hashOf(shownTitle, text)
    const part = { hash, title: shownTitle && setApart(shownTitle) }
    shownTitle = null
    return { ...part, body: known.has(hash) ? undefined : setApart(text) }
  })
  return { seq, parts }
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
  const rowsOf = (key: number): { part: number; hash: string }[] => {
    const start = key * 2 ** ROOM_BITS
    return list.all(start, start + 2 ** ROOM_BITS - 1) as { part: number; hash: string }[]
  }

  return {
    seqOf: (key) => seq.get(key) as number | undefined,
    hashesOf: (key) => new Set(rowsOf(key).map(({ hash }) => hash)),
    *replace(key, { seq, parts }) {
      const rows = rowsOf(key)
      const old = new Map(rows.map(({ part, hash }) => [hash, part]))
      const taken = new Set(rows.map(({ part }) => part))
      const seen = new Set<string>()
      let free = key * 2 ** ROOM_BITS
      for (const { hash, title, body } of parts) {
        const isThere = old.delete(hash) || seen.has(hash)
        seen.add(hash)
        if (isThere) continue
        if (body === undefined) return
        while (taken.has(free)) free += 1
        taken.add(free)
        keep.run(free, hash, title, body)
        yield
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
