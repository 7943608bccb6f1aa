import { expect, test } from 'vitest'
import type { StoredBase, StoredWork } from '../../../web/sync/outbox-store.ts'
import { aDevice } from '../../support/device.ts'

const DAY_MS = 86_400_000
const NOW = 1_000 * DAY_MS

test('of a document the newest copy stays, for thirty days, and of at most fifty documents', async () => {
  const { store } = aDevice()
  await store.putBase(aBase('old', 'read-long-ago', NOW - 31 * DAY_MS))
  await store.putBase(aBase('first', 'read-twice', NOW - 3 * DAY_MS))
  await store.putBase(aBase('second', 'read-twice', NOW - 2 * DAY_MS))
  for (let i = 0; i < 60; i++) await store.putBase(aBase(`k${i}`, `many-${i}`, NOW - 10 * DAY_MS - i))
  await store.tidy(NOW)
  const kept = await store.recent()
  expect(kept).toHaveLength(50)
  expect(kept[0]).toEqual({ document: 'read-twice', title: 'second', at: NOW - 2 * DAY_MS })
  expect((await store.newestBase('read-twice'))?.key).toBe('second')
  expect(await store.newestBase('read-long-ago')).toBeUndefined()
  expect(await store.newestBase('many-59')).toBeUndefined()
})

test('the copy that unsent work stands on stays, however old, and so does one of a page that may be open', async () => {
  const { store } = aDevice()
  const at = NOW - 100 * DAY_MS
  await store.put(aWork('mine', at), false, aBase('mine', 'document', at))
  await store.putBase(aBase('open', 'other', NOW - 1_000))
  await store.putBase(aBase('newer', 'other', NOW))
  await store.tidy(NOW)
  expect(await store.newestBase('document')).toMatchObject({ key: 'mine' })
  const adopted = await store.adopt(await store.list('document'), {
    key: 'heir',
    client: 'c',
    at: NOW,
    left: false,
  })
  expect(adopted).toMatchObject({ base: { key: 'heir', document: 'document' } })
  expect(await store.recent()).toHaveLength(2)
})

test('a page that writes after its work was taken over is told so, and nobody sends what it wrote', async () => {
  const { store } = aDevice()
  await store.put(aWork('sleeper', NOW), true)
  const found = await store.list('document')
  await store.adopt(found, { key: 'heir', client: 'c', at: NOW + 1, left: false })
  expect(await store.put(aWork('sleeper', NOW + 2), true)).toMatchObject({ key: 'sleeper', transactions: 1 })
  expect(await store.list('document')).toMatchObject([{ key: 'heir' }])
  expect(await store.adopt(found, { key: 'late', client: 'c', at: NOW + 3, left: false })).toBeUndefined()
})

function aBase(key: string, document: string, at: number): StoredBase {
  return { key, document, epoch: 'e', seq: 1, chain: 'c', title: key, doc: {}, at }
}

function aWork(key: string, at: number): StoredWork {
  const work = {
    epoch: 'e',
    seq: 1,
    chain: 'c',
    pending: [],
    steps: [],
    inflight: null,
    lost: [],
    transactions: 1,
  }
  return { key, document: 'document', client: 'client', at, liveAt: at, left: false, work }
}
