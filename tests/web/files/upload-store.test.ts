import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { createUploadStore, GONE_AFTER_MS, type KeptUpload } from '../../../web/files/upload-store.ts'

const upload = (id: string, order: number, document = 'd'): KeptUpload => ({
  id,
  name: `${id}.png`,
  bytes: new Blob([id]),
  document,
  at: 3,
  behind: 'text',
  order,
})
const ids = (uploads: readonly KeptUpload[]) => uploads.map(({ id }) => id)

test('a reload finds what its page left, in its order, and nothing of a page that is still there', async () => {
  const [before, after, third] = ['before', 'after', 'third'].map((page) => createUploadStore(page, 'reload'))
  if (!before || !after || !third) throw new Error('three pages')
  await before.put([upload('b', 1), upload('c', 3), upload('other', 4, 'another document')], 1_000)
  await before.put([upload('a', 2)], 1_000)
  expect(await after.adopt('d', 3_000)).toEqual([])
  await before.mark(3_000, true)
  await before.remove('b')
  const adopted = await after.adopt('d', 4_000)
  expect(ids(adopted)).toEqual(['a', 'c'])
  expect(await adopted[0]?.bytes.text()).toBe('a')
  // Who took them over has them now.
  expect(await third.adopt('d', 5_000)).toEqual([])
})

test('what a page that crashed left is found when it has given no sign of life for a while', async () => {
  const [before, after] = ['before', 'after'].map((page) => createUploadStore(page, 'crash'))
  if (!before || !after) throw new Error('two pages')
  await before.put([upload('a', 1)], 1_000)
  await before.mark(30_000, false)
  expect(await after.adopt('d', 1_001 + GONE_AFTER_MS)).toEqual([])
  expect(ids(await after.adopt('d', 30_001 + GONE_AFTER_MS))).toEqual(['a'])
})
