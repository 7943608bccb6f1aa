import { expect, test } from 'vitest'
import { LAW_RUNS } from './law-runs.ts'
import { simulateMany } from './run.ts'

const RUNS = LAW_RUNS / 2
const FLIPPED_RUNS = LAW_RUNS * 0.15

// The first half of the seeds; the other half runs in another file, on another core.
test('I1 to I12 and I15 hold under lost, repeated and reordered messages, reloads and restarts', async () => {
  const tally = await simulateMany(1, RUNS)
  expect(tally.corrected).toBe(0)
  for (const [what, count] of Object.entries(tally)) {
    if (what !== 'corrected') expect(count, what).toBeGreaterThan(RUNS / 10)
  }
})

test('I1 to I6 hold with a server whose rebase gives other answers than the client predicts', async () => {
  const tally = await simulateMany(1, FLIPPED_RUNS, { isFlipped: true })
  expect(tally.corrected).toBeGreaterThan(FLIPPED_RUNS / 10)
})
