import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { FILE_ID_BYTES, type FileId } from '../document/protocol/files.ts'
import type { DocumentId } from '../document/protocol/ids.ts'
import { isLight } from '../document/text/is-light.ts'
import { SNAPSHOT_EVERY } from './append-event.ts'
import { firstChain } from './chain.ts'
import { createDocuments } from './create-document.ts'
import type { DocumentLog, LoggedDocument, Version } from './document-log.ts'
import { createDocumentTable, type DocumentRow } from './documents.ts'
import { createEventTable } from './events.ts'
import { createFileTable } from './files.ts'
import { lockFolder } from './folder-lock.ts'
import { createGroupCommit } from './group-commit.ts'
import { createHeads, type Heads, type RingVersion } from './heads.ts'
import { createHome } from './home.ts'
import { createImports } from './imports.ts'
import { openDatabase } from './open-database.ts'
import { createPeopleTable } from './people.ts'
import { makePrivate } from './private-folder.ts'
import { findRepeat } from './record-commit.ts'
import { createReplay } from './replay.ts'
import { createResidueTable } from './residue.ts'
import { createSearchIndex } from './search-index.ts'
import { createSnapshotTable } from './snapshots.ts'
import { writing, writingIfPossible } from './storage-failure.ts'
import type { Store, StoreDeps } from './store.ts'
import { createTrash } from './trash.ts'

/** The database inside a data folder. */
export const DATABASE_FILE = 'samepage.sqlite'

/**
 * Opens a data folder and takes it for this process alone. Throws FolderInUse when another process has it,
 * DatabaseTooLarge when it holds more than it may, and an Error in words when a newer Samepage wrote it.
 */
export function openStore({ folder, ...deps }: StoreDeps): Store {
  const exposed = makePrivate(folder)
  if (exposed.length > 0) deps.onExposed?.(exposed)
  const unlock = lockFolder(folder)
  try {
    const store = createStore(openDatabase(join(folder, DATABASE_FILE), deps.maxBytes), deps)
    return {
      ...store,
      close() {
        store.close()
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}

/** Everything that stands on one open database. `close` closes it. */
export function createStore(database: Database.Database, outside: Omit<StoreDeps, 'folder'>): Store {
  const { now, guest, snapshotEvery, randomBytes, hasRead = () => false } = outside
  const documents = createDocumentTable(database)
  const events = createEventTable(database)
  const snapshots = createSnapshotTable(database, events)
  const people = createPeopleTable({ database, now, guest })
  const residue = createResidueTable({ database, now })
  const newFileId = () => Buffer.from(randomBytes(FILE_ID_BYTES)).toString('base64url') as FileId
  const files = createFileTable({ database, people, now, newFileId, hasRead })
  const heads = createHeads({ documents, events, snapshots, replay: createReplay(events, snapshots) })
  const tables = { documents, events, snapshots, people, residue, files }
  const deps = { ...outside, ...tables, database, heads, snapshotEvery: snapshotEvery ?? SNAPSHOT_EVERY }
  const group = createGroupCommit(deps)
  const making = createDocuments(deps)
  const home = createHome({ database, now, people })
  const trash = createTrash(deps)
  const imports = createImports(deps)
  const search = createSearchIndex(deps)
  const journalMode = database.prepare('PRAGMA journal_mode').pluck()
  const synchronous = database.prepare('PRAGMA synchronous').pluck()

  return {
    log: {
      create(request) {
        const created = writing(() => making.create(request))
        if (created.kind === 'created' && created.seq > 0) outside.announce(request.id, created.seq)
        return created
      },
      findCreated: making.findCreated,
      record: group.record,
      flush: group.flush,
      ...createReads(deps),
    },
    people: {
      ...people,
      save: (person) => writing(() => people.save(person)),
      recordVisit: (person, document) => writingIfPossible(() => people.recordVisit(person, document)),
    },
    residue: {
      ...residue,
      dismiss: (document, person, n) => writing(() => residue.dismiss(document, person, n)),
    },
    files: {
      ...files,
      add: (file) => writing(() => files.add(file)),
    },
    home: {
      ...home,
      keep: (person, document, change) => writing(() => home.keep(person, document, change)),
      renameFolder: (person, from, to) => writing(() => home.renameFolder(person, from, to)),
    },
    trash: {
      ...trash,
      move: (document, person, trashed) => writing(() => trash.move(document, person, trashed)),
      delete: (document) => writing(() => trash.delete(document)),
    },
    imports: {
      ...imports,
      begin: (id, hash) => writing(() => imports.begin(id, hash)),
      add: (key, document) => writing(() => imports.add(key, document)),
      finish(key, person, answer) {
        const documents = writing(() => imports.finish(key, person, answer))
        for (const id of documents) outside.announce(id, 1)
        return documents
      },
    },
    search,
    pragmas: () => ({
      journal_mode: String(journalMode.get()),
      synchronous: Number(synchronous.get()),
    }),
    close() {
      group.flush()
      database.close()
    },
  }
}

type Reads = Pick<
  DocumentLog,
  'find' | 'findRepeat' | 'version' | 'versionAtHand' | 'chainAt' | 'eventsAfter'
>

function createReads(deps: {
  documents: { find(id: string): DocumentRow | undefined }
  events: ReturnType<typeof createEventTable>
  heads: Heads
}): Reads {
  const { documents, events, heads } = deps
  // From memory where it is there: to find one row SQLite reads others whole, and they may have megabytes.
  const chainAt = (row: DocumentRow, seq: number): string | undefined => {
    const first = seq === 0 ? firstChain(row.epoch) : undefined
    const chain =
      first ??
      heads.known(row.id)?.ring.find((version) => version.seq === seq)?.chain ??
      events.chainAt(row.key, seq)
    return chain?.toString('base64url')
  }
  return {
    find(id) {
      const row = documents.find(id)
      return row && toLogged(row, chainAt(row, row.head_seq) ?? '')
    },
    findRepeat(id, commit, requestHash) {
      const row = documents.find(id)
      return row && findRepeat(events, row.key, commit, Buffer.from(requestHash, 'hex'))
    },
    version(id, seq) {
      const row = documents.find(id)
      return toVersion(row && heads.version(row, seq ?? row.head_seq))
    },
    versionAtHand(id, seq) {
      const row = documents.find(id)
      const found = row && (seq ?? 0) <= row.head_seq && heads.atHand(row, seq ?? row.head_seq)
      return found && isLight(found.doc) ? toVersion(found) : undefined
    },
    chainAt(id, seq) {
      const row = documents.find(id)
      return row && chainAt(row, seq)
    },
    eventsAfter(id, after, limit, bytes) {
      const row = documents.find(id)
      return row ? events.list(row.key, after, limit, bytes) : []
    },
  }
}

function toVersion(found: RingVersion | undefined): Version | undefined {
  return found && { seq: found.seq, chain: found.chain.toString('base64url'), doc: found.doc }
}

function toLogged(row: DocumentRow, chain: string): LoggedDocument {
  return {
    id: row.id as DocumentId,
    epoch: row.epoch,
    title: row.title,
    seq: row.head_seq,
    chain,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    trashedAt: row.trashed_at ?? undefined,
  }
}
