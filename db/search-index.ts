import type Database from 'better-sqlite3'
import type { Node } from 'prosemirror-model'
import type { DocumentId } from '../document/protocol/ids.ts'
import { titleOf } from '../document/schema/schema.ts'
import { isLight } from '../document/text/is-light.ts'
import { BETWEEN_BLOCKS, toBlockText } from '../document/text/plain-out.ts'
import type { DocumentRow, DocumentTable } from './documents.ts'
import { createFindText, type FindText } from './find-text.ts'
import type { Heads } from './heads.ts'
import { writing } from './storage-failure.ts'
import { createTextParts, type IndexedText, partsOfText } from './text-parts.ts'

/**
 * The text of all documents, to be searched. What is in it trails the log: `indexed` says how far, and is
 * written after the text, so that after a crash exactly what is behind is due again.
 */
export interface SearchIndex {
  /** The documents whose text is behind their log. Reads every row: for the start. */
  due(): DocumentId[]
  /** True when its text is to be taken in, and reading that takes long: then a reader hands it to `take`. */
  isLong(document: DocumentId): boolean
  /**
   * Takes the text of a document in, as it stands now or as a reader has `read` it, in steps of some milliseconds; does
   * nothing when it is there or the document is gone. A step throws StorageFailure when the disk does not take it.
   */
  take(document: DocumentId, read?: IndexedText): Iterator<void>
  readonly find: FindText
}

/** What the index needs from outside. */
export interface SearchIndexDeps {
  readonly database: Database.Database
  readonly documents: DocumentTable
  readonly heads: Heads
}

/** How much of a document one step reads, in its own size. */
const READ_AT_ONCE = 200_000

/** Prepares the statements once; they live as long as the database. */
export function createSearchIndex({ database, documents, heads }: SearchIndexDeps): SearchIndex {
  const parts = createTextParts(database)
  const due = database
    .prepare(
      `SELECT d.id FROM documents d LEFT JOIN indexed i ON i.document = d.key
       WHERE (i.seq IS NULL OR i.seq < d.head_seq) AND d.key NOT IN (SELECT document FROM removals)
       ORDER BY d.updated_at DESC`,
    )
    .pluck()

  return {
    due: () => due.all() as DocumentId[],
    isLong(document) {
      const row = documents.find(document)
      if (!row || parts.seqOf(row.key) === row.head_seq) return false
      const head = heads.atHand(row, row.head_seq)
      return !head || !isLight(head.doc)
    },
    *take(document, read) {
      const row = documents.find(document)
      const known = row && parts.seqOf(row.key)
      if (!row || known === row.head_seq || (read && known !== undefined && known >= read.seq)) return
      const text = read ?? (yield* readText(row))
      const steps = parts.replace(row.key, text)
      // A document that was deleted for ever between two steps leaves nothing behind.
      while (documents.find(document) && !writing(() => steps.next()).done) yield
    },
    find: createFindText(database),
  }

  function* readText(row: DocumentRow): Generator<void, IndexedText> {
    const doc = heads.peek(row)
    const body = yield* readBody(doc)
    return partsOfText({ seq: row.head_seq, title: titleOf(doc), body }, parts.hashesOf(row.key))
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
