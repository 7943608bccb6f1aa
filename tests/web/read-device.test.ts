import { expect, test } from 'vitest'
import { readDevice } from '../../web/read-device.ts'
import { aDevice } from '../support/device.ts'

const WORK = { epoch: 'e', seq: 1, chain: 'c', steps: [], inflight: null, lost: [], transactions: 2 }

test('the home page learns what this device keeps and what of it was not sent, from all tabs', async () => {
  const { store } = aDevice()
  const base = { epoch: 'e', seq: 1, chain: 'c', doc: {} }
  await store.putBase({ ...base, key: 'a', document: 'read', title: 'Only read', at: 5 })
  for (const key of ['b', 'c']) {
    const pending: [number, null][] = [
      [1, null],
      [2, null],
    ]
    const work = { ...WORK, pending }
    await store.put({ key, document: 'written', client: key, at: 7, liveAt: 7, left: true, work }, true)
  }
  const { kept, unsent } = await readDevice(store)
  expect(kept).toEqual([
    { document: 'written', title: '', at: 7 },
    { document: 'read', title: 'Only read', at: 5 },
  ])
  expect([...unsent]).toEqual([['written', 4]])
})

test('a browser without a database has nothing, and nothing fails', async () => {
  const refused = () => Promise.reject(new Error('no database'))
  expect(await readDevice({ list: refused, recent: refused })).toEqual({ kept: [], unsent: new Map() })
})
