import { expect, test } from 'vitest'
import { simulateMany } from './run.ts'

const RUNS = 1_000
const FIRST = 1_001

test('I1 to I12 and I15 hold for the other half of the seeds too', async () => {
  const tally = await simulateMany(FIRST, RUNS)
  expect(tally.commits).toBeGreaterThan(RUNS)
})
