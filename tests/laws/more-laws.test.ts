import { expect, test } from 'vitest'
import { FRESH_SEED } from '../support/seeds.ts'
import { LAW_RUNS } from './law-runs.ts'
import { demandLaws } from './run.ts'

// What leaves `npm test` within its time; thousands are for `npm run laws`.
const RUNS = LAW_RUNS / 4

test('I1 to I13 and I15 hold for seeds that nobody has tried before', async () => {
  console.log(`fresh seeds: npm run laws -- --seed ${FRESH_SEED} --runs ${RUNS}`)
  const tally = await demandLaws(FRESH_SEED, RUNS)
  expect(tally.commits).toBeGreaterThan(RUNS)
})
