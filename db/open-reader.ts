import Database from 'better-sqlite3'
import type { DocumentId } from '../document/protocol/ids.ts'
import { titleOf } from '../document/schema/schema.ts'
import { toBodyText } from '../document/text/plain-out.ts'
import type { Version } from './document-log.ts'
import { createDocumentTable, type DocumentRow } from './documents.ts'
import { createEventTable } from './events.ts'
import { createFindText, type FindText } from './find-text.ts'
import { createReplay, type FoldedVersion } from './replay.ts'
import { createSnapshotTable } from './snapshots.ts'
import { createTextParts, type IndexedText, partsOfText } from './text-parts.ts'

/** A version, and what it is a version of. */
export interface StoredVersion extends Version {
  readonly id: DocumentId
  readonly epoch: string
}

/**
 * Reads a database that a process writes to, by a connection of its own, for a thread of that process. It sees all
 * that was committed before it is asked, and writes nothing. No read holds a transaction longer than a portion of the
 * log takes, so the write-ahead log can be taken in meanwhile.
 */
export interface StoredReader {
  /** The document at `seq`; undefined when there is no such version. */
  version(id: DocumentId, seq: number): StoredVersion | undefined
  /** The text of a document as it stands, without the parts that are there; undefined for an unknown document. */
  text(id: DocumentId): IndexedText | undefined
  readonly find: FindText
  close(): void
}

/** Opens a database file that exists. */
export function openReader(file: string): StoredReader {
  const database = new Database(file, { readonly: true, fileMustExist: true, timeout: 5_000 })
  database.exec('PRAGMA cache_size = -8000')
  const documents = createDocumentTable(database)
  const events = createEventTable(database)
  const replay = createReplay(events, createSnapshotTable(database, events))
  const parts = createTextParts(database)
  // The last version that was read: most often the next one asked for is the same, or follows it.
  let last: { readonly key: number; readonly epoch: string; readonly version: FoldedVersion } | undefined

  function read({ key, epoch }: DocumentRow, seq: number): FoldedVersion {
    const known = last?.key === key && last.epoch === epoch ? last.version : undefined
    // Let go of first: two long documents at once may be more than there is room for.
    last = undefined
    const version = replay.versionAt({ key, epoch }, seq, known)
    last = { key, epoch, version }
    return version
  }

  return {
    version(id, seq) {
      const row = documents.find(id)
      if (!row || seq > row.head_seq) return undefined
      const { chain, doc } = read(row, seq)
      return { id, epoch: row.epoch, seq, chain: chain.toString('base64url'), doc }
    },
    text(id) {
      const row = documents.find(id)
      if (!row) return undefined
      const { doc } = read(row, row.head_seq)
      const known = parts.hashesOf(row.key)
      return partsOfText({ seq: row.head_seq, title: titleOf(doc), body: toBodyText(doc).trimEnd() }, known)
    },
    find: createFindText(database),
    close: () => void database.close(),
  }
}
