import type Database from 'better-sqlite3'
import type { DocumentId, PersonId } from '../document/protocol/ids.ts'
import type { FoundDocument } from '../document/protocol/search.ts'
import { titleOf } from '../document/schema/schema.ts'
import { markHits, snippetOf } from '../document/text/found-parts.ts'
import { toBodyText } from '../document/text/plain-out.ts'
import { readSearch } from '../document/text/search-query.ts'
import type { DocumentTable } from './documents.ts'
import type { Heads } from './heads.ts'

/**
 * The text of all documents, to be searched. What is in it trails the log: `indexed` says how far, and is
 * written with the text, so that after a crash exactly what is behind is due again.
 */
export interface SearchIndex {
  /** The documents whose text is behind their log. Reads every row: for the start. */
  due(): DocumentId[]
  /** Takes the text of a document in as it stands; does nothing when it is there or the document is gone. */
  take(document: DocumentId): void
  /** The person's documents that hold what was typed, the best first; those in the trash are left out. */
  find(person: PersonId, typed: string, limit: number): FoundDocument[]
}

/** What the index needs from outside. */
export interface SearchIndexDeps {
  readonly database: Database.Database
  readonly documents: DocumentTable
  readonly heads: Heads
}

/** The most characters of a title that an answer shows. */
const SHOWN_TITLE = 300
/** How much more a word in the title says than one in the text. */
const TITLE_WEIGHT = 10
/** How much of the found texts is looked through for the stretches that one answer shows, in characters. */
const LOOKED_THROUGH = 4_000_000

/** Prepares the statements once; they live as long as the database. */
export function createSearchIndex({ database, documents, heads }: SearchIndexDeps): SearchIndex {
  const due = database
    .prepare(
      `SELECT d.id FROM documents d LEFT JOIN indexed i ON i.document = d.key
       WHERE i.seq IS NULL OR i.seq < d.head_seq ORDER BY d.updated_at DESC`,
    )
    .pluck()
  const seq = database.prepare('SELECT seq FROM indexed WHERE document = ?').pluck()
  const forget = database.prepare('DELETE FROM document_text WHERE rowid = ?')
  const keep = database.prepare('INSERT INTO document_text (rowid, title, body) VALUES (?, ?, ?)')
  const mark = database.prepare(
    'INSERT INTO indexed (document, seq) VALUES (?, ?) ON CONFLICT (document) DO UPDATE SET seq = excluded.seq',
  )
  // Hits are marked by us: FTS5's own snippet() takes the square of their number, minutes for a long document.
  const find = database.prepare(
    `SELECT d.id, d.updated_at AS updatedAt, document_text.title, document_text.body
     FROM document_text
       JOIN visits v ON v.document = document_text.rowid AND v.removed_at IS NULL
         AND v.person = (SELECT key FROM people WHERE id = ?)
       JOIN documents d ON d.key = v.document AND d.trashed_at IS NULL
     WHERE document_text MATCH ? AND rank MATCH 'bm25(${TITLE_WEIGHT}.0, 1.0)'
     ORDER BY rank LIMIT ?`,
  )
  const takeIn = database.transaction((key: number, head: number, title: string, body: string): void => {
    forget.run(key)
    keep.run(key, title, body)
    mark.run(key, head)
  })

  return {
    due: () => due.all() as DocumentId[],
    take(document) {
      const row = documents.find(document)
      if (!row || (seq.get(row.key) as number | undefined) === row.head_seq) return
      const doc = heads.peek(row)
      takeIn.immediate(row.key, row.head_seq, titleOf(doc), toBodyText(doc))
    },
    find(person, typed, limit) {
      const query = readSearch(typed)
      if (!query) return []
      const rows = find.all(person, query.fts, limit) as FoundRow[]
      let room = LOOKED_THROUGH
      return rows.map(({ id, updatedAt, title, body }) => {
        const snippet = snippetOf(body, query.sought, room)
        room = Math.max(0, room - body.length)
        return { id, updatedAt, title: markHits(title.slice(0, SHOWN_TITLE), query.sought), snippet }
      })
    },
  }
}

interface FoundRow {
  readonly id: DocumentId
  readonly updatedAt: number
  readonly title: string
  readonly body: string
}
