import type Database from 'better-sqlite3'
import { type FileId, fileIdsIn } from '../document/protocol/files.ts'
import type { DocumentId, PersonId } from '../document/protocol/ids.ts'
import type { PeopleTable, PersonRef } from './people.ts'

/** A file as its row tells it. `hash` is the SHA-256 of its bytes, hexadecimal. */
export interface StoredFile {
  readonly id: FileId
  readonly hash: string
  /** Bytes. */
  readonly size: number
  /** A media type, sniffed from the bytes. */
  readonly type: string
  readonly name: string
  /** Pixels of a picture; null for anything else. */
  readonly width: number | null
  readonly height: number | null
}

/** A file that somebody brings to a document. */
export interface NewFile extends Omit<StoredFile, 'id'> {
  /** Undefined for a file that a document will name that is made after it, within a day. */
  readonly document: DocumentId | undefined
  readonly person: PersonId
}

/** Files of documents, without their bytes. */
export interface Files {
  /**
   * Keeps a row for bytes that are on disk already. The same bytes under the same name by the same person for the
   * same document are one file, so that an upload may be repeated. Undefined when there is no such document.
   */
  add(file: NewFile): { readonly file: StoredFile; readonly isNew: boolean } | undefined
  find(id: FileId): StoredFile | undefined
  /** The documents it was brought to, or copied to by somebody who could read it, at some version. */
  usedBy(id: FileId): DocumentId[]
  /** True when some file has these bytes. */
  hasHash(hash: string): boolean
  /** Removes files that no document names any more, and that are older than `before`: their document is gone. */
  forget(before: number): void
  counts(): { readonly files: number; readonly bytes: number }
}

/** The table of files. Synchronous; for `noteUses` the caller owns the transaction. */
export interface FileTable extends Files {
  /**
   * Notes the files that a text of a document names, so that they are kept as long as it is: those that its author
   * brought, or can have read in a document that has them. Naming an address that one only heard of keeps nothing.
   */
  noteUses(document: number, author: PersonRef, text: string): void
}

/** Who has read which document. */
export type HasRead = (person: PersonId, document: DocumentId) => boolean

/** What the table of files needs from outside. */
export interface FileDeps {
  readonly database: Database.Database
  readonly people: Pick<PeopleTable, 'keyOf'>
  readonly now: () => number
  readonly newFileId: () => FileId
  /** True for somebody who has lately read a document, beside those whose visits are kept. */
  readonly hasRead: HasRead
}

/** Prepares the statements once; they live as long as the database. */
export function createFileTable({ database, people, now, newFileId, hasRead }: FileDeps): FileTable {
  const columns = 'f.id, f.hash, f.size, f.type, f.name, f.width, f.height'
  const insert = database.prepare(
    `INSERT INTO files (id, hash, size, type, name, width, height, person, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const find = database.prepare(`SELECT ${columns} FROM files f WHERE f.id = ?`)
  const same = database.prepare(
    `SELECT ${columns} FROM files f JOIN file_uses u ON u.file = f.key
     WHERE f.hash = ? AND f.name = ? AND f.person = ? AND u.document = ? ORDER BY f.key LIMIT 1`,
  )
  const documentKey = database.prepare('SELECT key FROM documents WHERE id = ?').pluck()
  const use = database.prepare(
    'INSERT OR IGNORE INTO file_uses (document, file) SELECT ?, key FROM files WHERE id = ?',
  )
  const isTheirs = database
    .prepare(
      `SELECT 1 FROM files f WHERE f.id = @id AND (f.person = @person OR EXISTS (
         SELECT 1 FROM file_uses u JOIN visits v ON v.document = u.document AND v.person = @person
         WHERE u.file = f.key AND u.document NOT IN (SELECT document FROM removals)))`,
    )
    .pluck()
  const usedBy = database
    .prepare(
      `SELECT d.id FROM files f JOIN file_uses u ON u.file = f.key JOIN documents d ON d.key = u.document
       WHERE f.id = ? AND d.key NOT IN (SELECT document FROM removals)`,
    )
    .pluck()
  const hasHash = database.prepare('SELECT 1 FROM files WHERE hash = ?').pluck()
  const forget = database.prepare(
    'DELETE FROM files WHERE at < ? AND NOT EXISTS (SELECT 1 FROM file_uses u WHERE u.file = files.key)',
  )
  const counts = database.prepare(
    `SELECT coalesce(sum(n), 0) AS files, coalesce(sum(size), 0) AS bytes
     FROM (SELECT count(*) AS n, max(size) AS size FROM files GROUP BY hash)`,
  )
  const add = database.transaction(({ document, person, ...file }: NewFile): ReturnType<Files['add']> => {
    const key = document && (documentKey.get(document) as number | undefined)
    if (document && key === undefined) return undefined
    const { hash, size, type, name, width, height } = file
    const personKey = people.keyOf(person)
    const known = key && (same.get(hash, name, personKey, key) as StoredFile | undefined)
    if (known) return { file: known, isNew: false }
    const id = newFileId()
    insert.run(id, hash, size, type, name, width, height, personKey, now())
    if (key !== undefined) use.run(key, id)
    return { file: { ...file, id }, isNew: true }
  })

  return {
    add: (file) => add.immediate(file),
    find: (id) => find.get(id) as StoredFile | undefined,
    usedBy: (id) => usedBy.all(id) as DocumentId[],
    hasHash: (hash) => hasHash.get(hash) !== undefined,
    forget(before) {
      forget.run(before)
    },
    counts: () => counts.get() as { files: number; bytes: number },
    noteUses(document, author, text) {
      const mayKeep = (id: FileId): boolean =>
        isTheirs.get({ id, person: author.key }) !== undefined ||
        (usedBy.all(id) as DocumentId[]).some((each) => hasRead(author.id, each))
      for (const id of fileIdsIn(text)) if (mayKeep(id)) use.run(document, id)
    },
  }
}
