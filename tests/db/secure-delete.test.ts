import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DATABASE_FILE } from '../../db/open-store.ts'
import type { DocumentId } from '../../document/protocol/ids.ts'
import { KEPT_TEXT_MS } from '../../document/protocol/limits.ts'
import {
  ANN,
  aCommit,
  aDocumentOf,
  aFolder,
  aStore,
  BOB,
  deleting,
  record,
  takeIn,
  typing,
} from '../support/store.ts'

/** Words that are in no other text, so many that they fill pages of each table and of the index. */
const words = (stem: string, count: number): string =>
  Array.from({ length: count }, (_, i) => `${stem}${i}`).join(' ')

/** The files of a folder in which a text stands. */
function filesWith(folder: string, text: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  return files
    .filter(({ parentPath, name }) => readFileSync(join(parentPath, name)).includes(text))
    .map(({ name }) => name)
}

/** How often a text stands in a file. */
const countIn = (file: string, text: string): number => readFileSync(file, 'latin1').split(text).length - 1

test('H7 the text of a document deleted for ever stands in no file of the folder', async () => {
  const folder = aFolder()
  const store = aStore(folder)
  const ids = Array.from({ length: 20 }, (_, i) => {
    const stem = i === 7 ? 'secretword' : 'openword'
    return aDocumentOf(store, `${stem}title\n\n${words(stem, 2_000)}`)
  })
  const gone = ids[7] as DocumentId
  for (let i = 0; i < 300; i++)
    await record(store, gone, aCommit(store, gone, [typing('typedsecretword ', 3)]))
  for (const id of ids) takeIn(store, id)
  expect(store.search.find(ANN, 'secretword1999', 9)).toHaveLength(1)
  store.trash.delete(gone)
  const removal = store.trash.removeDeleted()
  while (!removal.next().done);
  store.close()
  for (const text of ['secretwordtitle', 'secretword8 secretword9', 'typedsecretword'])
    expect(filesWith(folder, text)).toEqual([])
  // What the index has left are single words that divide its pages, until SQLite writes these anew.
  expect(countIn(join(folder, DATABASE_FILE), 'secretword')).toBeLessThan(5)
  expect(filesWith(folder, 'openword1999')).toEqual(['samepage.sqlite'])
})

test('H10 words that were deleted stand no longer in the search index', async () => {
  const folder = aFolder()
  const store = aStore(folder, { snapshotEvery: { commits: 1, bytes: 1 } })
  const id = aDocumentOf(store, 'Title\n\nplain words')
  takeIn(store, id)
  await record(store, id, aCommit(store, id, [typing('Quicksilver ', 9)]))
  takeIn(store, id)
  await record(store, id, aCommit(store, id, [deleting(9, 21)]))
  takeIn(store, id)
  expect(store.search.find(ANN, 'quicksilver', 9)).toEqual([])
  store.close()
  // The index has words in lower case; the log has them as they were typed, and keeps them.
  expect(filesWith(folder, 'quicksilver')).toEqual([])
  expect(filesWith(folder, 'Quicksilver')).toEqual(['samepage.sqlite'])
})

test('C10 what was put aside stands in no file once it is forgotten', async () => {
  const folder = aFolder()
  const store = aStore(folder)
  const id = aDocumentOf(store, 'Title\n\nplain words')
  const lost = Array.from({ length: 50 }, () => ({
    reason: 'deleted' as const,
    text: words('secretword', 100),
  }))
  await record(store, id, aCommit(store, id, [typing('x', 9)], { lost }), BOB)
  const items = store.residue.list(id, BOB)
  expect(items).toHaveLength(50)
  for (const { n } of items) store.residue.dismiss(id, BOB, n)
  store.residue.forget(1_700_000_000_000 + 2 * KEPT_TEXT_MS)
  store.close()
  expect(filesWith(folder, 'secretword')).toEqual([])
})
