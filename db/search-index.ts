import type Database from 'better-sqlite3'
import type { Node } from 'prosemirror-model'
import type { DocumentId, PersonId } from '../document/protocol/ids.ts'
import type { FoundDocument } from '../document/protocol/search.ts'
import { titleOf } from '../document/schema/schema.ts'
import { ELLIPSIS, markHits, type SoughtWords, snippetOf } from '../document/text/found-parts.ts'
import { BETWEEN_BLOCKS, toBlockText } from '../document/text/plain-out.ts'
import { readSearch } from '../document/text/search-query.ts'
import { putTogether } from '../document/text/unspaced.ts'
import type { DocumentTable } from './documents.ts'
import type { Heads } from './heads.ts'
import { writing } from './storage-failure.ts'
import { createTextParts, ROOM_BITS } from './text-parts.ts'

/**
 * The text of all documents, to be searched. What is in it trails the log: `indexed` says how far, and is
 * written after the text, so that after a crash exactly what is behind is due again.
 */
export interface SearchIndex {
  /** The documents whose text is behind their log. Reads every row: for the start. */
  due(): DocumentId[]
  /**
   * Takes the text of a document in as it stands now, in steps of about a millisecond; does nothing when it is there
   * or the document is gone. A step throws StorageFailure when the disk does not take it.
   */
  take(document: DocumentId): Iterator<void>
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
/** How much of a document one step reads, in its own size. */
const READ_AT_ONCE = 200_000

/** Prepares the statements once; they live as long as the database. */
export function createSearchIndex({ database, documents, heads }: SearchIndexDeps): SearchIndex {
  const parts = createTextParts(database)
  const due = database
    .prepare(
      `SELECT d.id FROM documents d LEFT JOIN indexed i ON i.document = d.key
       WHERE i.seq IS NULL OR i.seq < d.head_seq ORDER BY d.updated_at DESC`,
    )
    .pluck()
  const hits = database.prepare(
    `SELECT text_parts.rowid AS part, rank AS score
     FROM text_parts
       JOIN visits v ON v.document = text_parts.rowid >> ${ROOM_BITS} AND v.removed_at IS NULL
         AND v.person = (SELECT key FROM people WHERE id = ?)
       JOIN documents d ON d.key = v.document AND d.trashed_at IS NULL
     WHERE text_parts MATCH ? AND rank MATCH 'bm25(0.0, ${TITLE_WEIGHT}.0, 1.0)'`,
  )
  // Hits are marked by us: FTS5's own snippet() takes the square of their number, minutes for a long document.
  const show = database.prepare(
    `SELECT d.id, d.updated_at AS updatedAt, d.title, p.title IS NULL AS isLater, p.body
     FROM text_parts p JOIN documents d ON d.key = p.rowid >> ${ROOM_BITS} WHERE p.rowid = ?`,
  )

  return {
    due: () => due.all() as DocumentId[],
    *take(document) {
      const row = documents.find(document)
      if (!row || parts.seqOf(row.key) === row.head_seq) return
      const doc = heads.peek(row)
      const body = yield* readBody(doc)
      const steps = parts.replace({ key: row.key, seq: row.head_seq, title: titleOf(doc), body })
      // A document that was deleted for ever between two steps leaves nothing behind.
      while (documents.find(document) && !writing(() => steps.next()).done) yield
    },
    find(person, typed, limit) {
      const query = readSearch(typed)
      if (!query) return []
      const found = query.fts.map((word) => byDocument(hits.all(person, word) as Hit[]))
      return best(found, limit).map((part) => present(show.get(part) as ShownRow, query.sought))
    },
  }
}

/** The text below the title, some of it in each step. */
function* readBody(doc: Node): Generator<void, string> {
  const [, ...blocks] = doc.children
  const texts: string[] = []
  let size = 0
  for (const block of blocks) {
    texts.push(toBlockText(block))
    size += block.nodeSize
    if (size < READ_AT_ONCE) continue
    size = 0
    yield
  }
  return texts.join(BETWEEN_BLOCKS).trimEnd()
}

/** A part that holds a word. The lower the score, the better. */
interface Hit {
  readonly part: number
  readonly score: number
}

function byDocument(hits: readonly Hit[]): ReadonlyMap<number, readonly Hit[]> {
  const documents = new Map<number, Hit[]>()
  for (const hit of hits) {
    const key = Math.floor(hit.part / 2 ** ROOM_BITS)
    const known = documents.get(key)
    if (known) known.push(hit)
    else documents.set(key, [hit])
  }
  return documents
}

/** For each of the best documents that hold all words, the part that holds most of them. */
function best(words: readonly ReadonlyMap<number, readonly Hit[]>[], limit: number): number[] {
  const [first, ...others] = words
  return [...(first?.keys() ?? [])]
    .filter((key) => others.every((word) => word.has(key)))
    .map((key) => rate(words.map((word) => word.get(key) ?? [])))
    .sort((a, b) => a.score - b.score)
    .slice(0, limit)
    .map(({ part }) => part)
}

/** A document scores what the best part has for each word. */
function rate(words: readonly (readonly Hit[])[]): Hit {
  const parts = new Map<number, { count: number; score: number }>()
  for (const { part, score } of words.flat()) {
    const known = parts.get(part) ?? { count: 0, score: 0 }
    parts.set(part, { count: known.count + 1, score: known.score + score })
  }
  const [top] = [...parts].sort(([, a], [, b]) => b.count - a.count || a.score - b.score)
  const score = words.reduce((sum, hits) => sum + hits.reduce((low, one) => Math.min(low, one.score), 0), 0)
  return { part: top?.[0] ?? 0, score }
}

interface ShownRow {
  readonly id: DocumentId
  readonly updatedAt: number
  readonly title: string
  /** 1 when other parts stand before this one. */
  readonly isLater: number
  readonly body: string
}

function present({ id, updatedAt, title, isLater, body }: ShownRow, sought: SoughtWords): FoundDocument {
  const snippet = snippetOf(putTogether(body), sought)
  // Each part but the last ends with the space or the line break that it was cut behind.
  const isCutBefore = isLater === 1 && snippet[0]?.text !== ELLIPSIS.text
  const isCutBehind = /\s$/.test(body) && snippet.at(-1)?.text !== ELLIPSIS.text
  const whole = [...(isCutBefore ? [ELLIPSIS] : []), ...snippet, ...(isCutBehind ? [ELLIPSIS] : [])]
  return { id, updatedAt, title: markHits(title.slice(0, SHOWN_TITLE), sought), snippet: whole }
}
