import { type ArchiveTaken, shownTitle } from '../document/protocol/archive.ts'
import type { DocumentId, PersonId } from '../document/protocol/ids.ts'
import { type CreateDeps, insertDocument } from './create-document.ts'
import type { NewContent } from './new-content.ts'
import { createDocumentRemoval } from './remove-document.ts'

/** A document that an import brings, and how it stands in its owner's list. */
export interface ImportedDocument {
  readonly id: DocumentId
  readonly person: PersonId
  readonly content: NewContent
  readonly requestHash: string
  readonly isStarred: boolean
  readonly folder: string | null
}

/** What is known of an import: `known` has its answer, `reused` is the id of another one. */
export type Begun =
  | { readonly kind: 'begun'; readonly key: number }
  | { readonly kind: 'known'; readonly answer: ArchiveTaken }
  | { readonly kind: 'reused' }

/**
 * Imports of many documents, each whole or not there: until `finish` nobody finds a document of one. Each call is a
 * transaction of its own.
 */
export interface Imports {
  /**
   * Begins one. Under an id of the caller's the same bytes have one answer, for ever; but what was deleted for ever has
   * no title in it any more.
   */
  begin(id: string | undefined, hash: string): Begun
  add(key: number, document: ImportedDocument): void
  /** Makes all of it visible, with what its caller is answered from now on. Answers the documents. */
  finish(key: number, person: PersonId, answer: ArchiveTaken): DocumentId[]
  /** Removes one that did not come to its end, a bounded part of it in each step. */
  abandon(key: number): Iterator<void>
  /** Those that a process left when it ended: for the start. */
  unfinished(): number[]
}

const REMOVED_AT_ONCE = 20

/** Prepares the statements once; they live as long as the database. */
export function createImports(deps: CreateDeps): Imports {
  const { database, people, now } = deps
  const known = database.prepare('SELECT key, hash, answer FROM imports WHERE id = ?')
  const insert = database.prepare('INSERT INTO imports (id, hash) VALUES (?, ?)')
  const giveUpId = database.prepare('UPDATE imports SET id = NULL WHERE key = ?')
  const addPending = database.prepare(
    'INSERT INTO pending (document, import, starred, folder) VALUES (?, ?, ?, ?)',
  )
  const showAll = database.prepare(
    `INSERT INTO visits (person, document, at, starred_at, folder)
     SELECT @person, document, @at, CASE WHEN starred THEN @at END, folder FROM pending WHERE import = @key`,
  )
  const ids = database
    .prepare('SELECT d.id FROM pending p JOIN documents d ON d.key = p.document WHERE p.import = ?')
    .pluck()
  const settle = database.prepare('DELETE FROM pending WHERE import = ?')
  const answer = database.prepare('UPDATE imports SET answer = ? WHERE key = ?')
  const titleWhenMade = database.prepare('SELECT created_title FROM documents WHERE id = ?').pluck()
  const unfinished = database.prepare('SELECT key FROM imports WHERE answer IS NULL').pluck()
  const some = database
    .prepare(`SELECT document FROM pending WHERE import = ? LIMIT ${REMOVED_AT_ONCE}`)
    .pluck()
  const removal = createDocumentRemoval(database)
  const forget = database.prepare('DELETE FROM imports WHERE key = ?')

  const begin = database.transaction((id: string | undefined, hash: string): Begun => {
    const row = id === undefined ? undefined : (known.get(id) as ImportRow | undefined)
    if (row && row.hash !== hash) return { kind: 'reused' }
    if (row && row.answer !== null) return { kind: 'known', answer: readAnswer(row.answer) }
    // What one that was cut off had made is still to be swept, and is made anew.
    if (row) giveUpId.run(row.key)
    return { kind: 'begun', key: Number(insert.run(id ?? null, hash).lastInsertRowid) }
  })
  const add = database.transaction((key: number, { isStarred, folder, ...request }: ImportedDocument) => {
    const document = insertDocument(deps, request)
    addPending.run(document, key, isStarred ? 1 : 0, folder)
  })
  const finish = database.transaction((key: number, person: PersonId, given: ArchiveTaken): DocumentId[] => {
    const documents = ids.all(key) as DocumentId[]
    showAll.run({ person: people.keyOf(person), at: now(), key })
    settle.run(key)
    answer.run(writeAnswer(given), key)
    return documents
  })
  const removeSome = database.transaction((key: number): boolean => {
    const documents = some.all(key) as number[]
    for (const document of documents) removal.removeSome(document)
    if (documents.length === 0) forget.run(key)
    return documents.length > 0
  })

  function readAnswer(stored: string): ArchiveTaken {
    const { documents, ...rest } = JSON.parse(stored) as StoredAnswer
    const titled = documents.map(({ id }) => ({ id, title: shownTitle(String(titleWhenMade.get(id) ?? '')) }))
    return { documents: titled, ...rest }
  }

  return {
    begin: (id, hash) => begin.immediate(id, hash),
    add: (key, document) => add.immediate(key, document),
    finish: (key, person, given) => finish.immediate(key, person, given),
    *abandon(key) {
      while (removeSome.immediate(key)) yield
    },
    unfinished: () => unfinished.all() as number[],
  }
}

/** The titles stand in the documents' own rows. */
interface StoredAnswer extends Omit<ArchiveTaken, 'documents'> {
  readonly documents: readonly { readonly id: DocumentId }[]
}

function writeAnswer({ documents, ...rest }: ArchiveTaken): string {
  return JSON.stringify({ documents: documents.map(({ id }) => ({ id })), ...rest } satisfies StoredAnswer)
}

interface ImportRow {
  readonly key: number
  readonly hash: string
  readonly answer: string | null
}
