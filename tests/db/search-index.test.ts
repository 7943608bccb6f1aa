import { expect, test } from 'vitest'
import type { Store } from '../../db/store.ts'
import type { DocumentId } from '../../document/protocol/ids.ts'
import { parsePlainText } from '../../document/text/plain-in.ts'
import { MOST_PART } from '../../document/text/search-parts.ts'
import { ANN, aCommit, aDocumentId, aStore, deleting, record, typing } from '../support/store.ts'

const LINES = Array.from({ length: 6_000 }, (_, i) => `Line ${i} has ${'some words '.repeat(i % 11)}in it`)

function aLongDocument(store: Store): DocumentId {
  const id = aDocumentId()
  store.log.create({
    id,
    person: ANN,
    content: parsePlainText(LINES.join('\n\n')),
    requestHash: '00'.repeat(9),
  })
  return id
}

/** How many steps it took. */
function takeIn(store: Store, id: DocumentId): number {
  const steps = store.search.take(id)
  let count = 0
  while (!steps.next().done) count += 1
  return count
}

const found = (store: Store, typed: string) => store.search.find(ANN, typed, 9).map(({ id }) => id)

test('H10 a long document is taken in by short steps, and a change of it by few', async () => {
  const store = aStore()
  const id = aLongDocument(store)
  const atFirst = takeIn(store, id)
  expect(atFirst).toBeGreaterThanOrEqual(LINES.join('\n\n').length / MOST_PART)
  expect(takeIn(store, id)).toBe(0)
  await record(store, id, aCommit(store, id, [typing(' saffron ', 100_000)]))
  expect(takeIn(store, id)).toBeLessThan(atFirst / 2)
  expect(found(store, 'saffron')).toEqual([id])
  expect(store.search.due()).toEqual([])
})

test('H10 what is written while a document is taken in stays due, and is found after the next turn', async () => {
  const store = aStore()
  const id = aLongDocument(store)
  const steps = store.search.take(id)
  steps.next()
  await record(store, id, aCommit(store, id, [typing(' saffron ', 100_000)]))
  while (!steps.next().done);
  expect(store.search.due()).toEqual([id])
  takeIn(store, id)
  expect(found(store, 'saffron')).toEqual([id])
  await record(store, id, aCommit(store, id, [deleting(100_000, 100_009)]))
  takeIn(store, id)
  expect(found(store, 'saffron')).toEqual([])
})

test('H7 H10 a document deleted for ever while it is taken in leaves no text behind', () => {
  const store = aStore()
  const [gone, other] = [aLongDocument(store), aLongDocument(store)]
  takeIn(store, other)
  const steps = store.search.take(gone)
  for (let i = 0; i < 5; i++) steps.next()
  store.trash.delete(gone)
  while (!steps.next().done);
  expect(found(store, 'words')).toEqual([other])
  expect(store.search.due()).toEqual([])
})
