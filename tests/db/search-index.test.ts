import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { createFindText } from '../../db/find-text.ts'
import { openDatabase } from '../../db/open-database.ts'
import { DATABASE_FILE } from '../../db/open-store.ts'
import type { Store } from '../../db/store.ts'
import type { DocumentId, PersonId } from '../../document/protocol/ids.ts'
import { parsePlainText } from '../../document/text/plain-in.ts'
import { MOST_PART } from '../../document/text/search-parts.ts'
import {
  ANN,
  aCommit,
  aDocumentId,
  aDocumentOf,
  aFolder,
  aStore,
  BOB,
  deleting,
  record,
  takeIn,
  typing,
} from '../support/store.ts'

const LINES = Array.from({ length: 6_000 }, (_, i) => `Line ${i} has ${'some words '.repeat(i % 11)}in it`)

const aLongDocument = (store: Store): DocumentId => aDocumentOf(store, LINES.join('\n\n'))

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

/** The questions to the full-text table from now on, as the rows they look at. */
function watchQuestions(database: Database.Database): [from: number, to: number][] {
  const asked: [number, number][] = []
  const prepare = database.prepare.bind(database)
  const watched = (sql: string) => {
    const statement = prepare(sql)
    if (!sql.includes('MATCH')) return statement
    const all = statement.all.bind(statement)
    return Object.assign(statement, {
      all(...values: unknown[]) {
        asked.push(values.slice(1) as [number, number])
        return all(...values)
      },
    })
  }
  Object.assign(database, { prepare: watched })
  return asked
}

test('H9 a search looks into the documents of its asker alone, neighbours at once', () => {
  const folder = aFolder()
  const store = aStore(folder)
  const content = parsePlainText('many words')
  const make = (person: PersonId) => {
    const id = aDocumentId()
    store.log.create({ id, person, content, requestHash: '00'.repeat(9) })
    takeIn(store, id)
  }
  for (let i = 0; i < 30; i++) make(BOB)
  for (let i = 0; i < 10; i++) make(ANN)
  const database = openDatabase(join(folder, DATABASE_FILE))
  onTestFinished(() => void database.close())
  const asked = watchQuestions(database)
  const find = createFindText(database)
  expect(find('carolcarolca' as PersonId, 'many words', 9)).toEqual([])
  expect(asked).toEqual([])
  expect(find(ANN, '"many" wo', 50).length).toBe(10)
  const own: [number, number] = [31 * 4_096, 41 * 4_096 - 1]
  expect(asked).toEqual([own, own])
})
