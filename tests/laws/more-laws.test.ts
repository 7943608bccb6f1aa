import { expect, test } from 'vitest'
import { LAW_RUNS } from './law-runs.ts'
import { demandLaws } from './run.ts'

const RUNS = LAW_RUNS / 2
const FIRST = RUNS + 1

test('I1 to I13 and I15 hold for the other half of the seeds too', async () => {
  const tally = await demandLaws(FIRST, RUNS)
  expect(tally.commits).toBeGreaterThan(RUNS)
})
