import { expect, test } from 'vitest'
import { simulateMany } from './run.ts'

const RUNS = 2_000
const FLIPPED_RUNS = 300

// The first half of the seeds; the other half runs in another file, on another core.
test('I1 to I12 and I15 hold under lost, repeated and reordered messages, reloads and restarts', async () => {
  const tally = await simulateMany(1, RUNS / 2)
  expect(tally.corrected).toBe(0)
  for (const [what, count] of Object.entries(tally)) {
    if (what !== 'corrected' && what !== 'stale') expect(count, what).toBeGreaterThan(RUNS / 20)
  }
})

test('I1 to I6 hold with a server whose rebase gives other answers than the client predicts', async () => {
  const tally = await simulateMany(1, FLIPPED_RUNS, { isFlipped: true })
  expect(tally.corrected).toBeGreaterThan(FLIPPED_RUNS / 10)
})
