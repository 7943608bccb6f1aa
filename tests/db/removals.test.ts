import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { DATABASE_FILE } from '../../db/open-store.ts'
import { REMOVED_ROWS } from '../../db/remove-document.ts'
import type { Store } from '../../db/store.ts'
import type { DocumentId } from '../../document/protocol/ids.ts'
import { ANN, aCommit, aDocumentOf, aFolder, aStore, BOB, record, takeIn, typing } from '../support/store.ts'

const TABLES = [
  ...['documents', 'events', 'snapshots', 'residue', 'visits', 'indexed', 'rewrites', 'created_answers'],
  ...['file_uses', 'text_parts', 'removals'],
] as const

/** How many rows each table has, as another connection sees it. */
function countRows(folder: string): () => Record<string, number> {
  const database = new Database(join(folder, DATABASE_FILE), { readonly: true })
  const counts = TABLES.map((table) => database.prepare(`SELECT count(*) FROM ${table}`).pluck())
  onTestFinished(() => void database.close())
  return () => Object.fromEntries(TABLES.map((table, i) => [table, counts[i]?.get() as number]))
}

const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((a, b) => a + b, 0)

const EMPTY = Object.fromEntries(TABLES.map((table) => [table, 0]))

/** A document with a long log, long text, residue, a file and two people who opened it. */
async function aDocumentWithMuch(store: Store): Promise<DocumentId> {
  const id = aDocumentOf(store, 'many words '.repeat(30_000))
  await record(store, id, aCommit(store, id, [typing('x', 3)], { client: 'client-of-bob' as never }), BOB)
  store.people.recordVisit(BOB, id)
  const file = { hash: 'ab'.repeat(32), size: 1, type: 'image/png', name: 'a.png', width: 1, height: 1 }
  store.files.add({ ...file, document: id, person: ANN })
  for (let i = 0; i < 2 * REMOVED_ROWS; i++) {
    const lost = i < 20 ? [{ reason: 'deleted' as const, text: 'lost' }] : []
    await record(store, id, aCommit(store, id, [typing('x', 3)], { lost }))
  }
  takeIn(store, id)
  return id
}

/** What anybody can still see of a document. */
function seenOf(store: Store, id: DocumentId) {
  const wish = { sort: 'updated', limit: 9 } as const
  const lists = [ANN, BOB].flatMap((person) =>
    (['all', 'mine', 'trash'] as const).map((shows) => store.home.list(person, { ...wish, shows })),
  )
  return {
    found: [store.log.find(id), store.log.version(id, 1)],
    listed: lists.flatMap(({ documents, total, trashed }) => [...documents, total + trashed]),
    searched: [ANN, BOB].flatMap((person) => store.search.find(person, 'words', 9)),
    residue: store.residue.list(id, ANN),
    writers: store.people.listWriters(id, 9),
    due: store.search.due(),
    expired: store.trash.expired(Number.MAX_SAFE_INTEGER),
  }
}

const NOTHING = {
  found: [undefined, undefined],
  listed: [0, 0, 0, 0, 0, 0],
  searched: [],
  residue: [],
  writers: [],
  due: [],
  expired: [],
}

test('H7 nobody finds a document deleted for ever from the first moment on, before its rows are removed', async () => {
  const store = aStore()
  const rows = countRows(store.folder)
  const id = await aDocumentWithMuch(store)
  store.trash.move(id, ANN, true)
  const before = rows()
  store.trash.delete(id)
  expect(seenOf(store, id)).toEqual(NOTHING)
  expect(rows()).toEqual({ ...before, visits: (before['visits'] ?? 0) - 1, removals: 1 })
  const again = { id, person: BOB, requestHash: '00'.repeat(9) }
  expect(store.log.create(again)).toEqual({ kind: 'refused', code: 'document-exists' })
  const removal = store.trash.removeDeleted()
  while (!removal.next().done) expect(seenOf(store, id)).toEqual(NOTHING)
  expect(rows()).toEqual(EMPTY)
})

test('H7 what is kept of a deleted document is removed in bounded portions, and other documents stay', async () => {
  const store = aStore()
  const rows = countRows(store.folder)
  const kept = aDocumentOf(store, 'kept words')
  await record(store, kept, aCommit(store, kept, [typing('x', 3)]))
  const others = rows()
  const id = await aDocumentWithMuch(store)
  store.trash.delete(id)
  const removal = store.trash.removeDeleted()
  let left = sum(rows())
  while (!removal.next().done) {
    const now = sum(rows())
    // Beside those that are counted it is the document's own row and those that it has one of at most.
    expect(left - now).toBeLessThan(REMOVED_ROWS + 8)
    left = now
  }
  expect(rows()).toEqual(others)
  expect(store.log.version(kept, 2)?.doc.textContent).toBe('xkept words')
})

test('H7 after a crash between two portions the rest is removed at the next start', async () => {
  const folder = aFolder()
  const store = aStore(folder)
  const rows = countRows(folder)
  const id = await aDocumentWithMuch(store)
  store.trash.delete(id)
  const removal = store.trash.removeDeleted()
  for (let i = 0; i < 4; i++) removal.next()
  expect(rows()).toMatchObject({ documents: 1, removals: 1 })
  store.close()
  const next = aStore(folder)
  expect(seenOf(next, id)).toEqual(NOTHING)
  const rest = next.trash.removeDeleted()
  while (!rest.next().done);
  expect(rows()).toEqual(EMPTY)
})
