import { expect, test } from 'vitest'
import { LADDER, toThin } from '../../db/snapshots.ts'

test('snapshots are thinned to the newest two and one for every ten thousand events', () => {
  const seqs = Array.from({ length: 151 }, (_, i) => i * 200)
  const kept = seqs.filter((seq) => !toThin(seqs).includes(seq))
  expect(kept).toEqual([0, LADDER, 2 * LADDER, 29_800, 30_000])
})

test('the snapshot at 0 and the newest two are never thinned', () => {
  expect(toThin([0])).toEqual([])
  expect(toThin([0, 200])).toEqual([])
  expect(toThin([0, 200, 400])).toEqual([])
  expect(toThin([0, 200, 400, 600])).toEqual([200])
})
