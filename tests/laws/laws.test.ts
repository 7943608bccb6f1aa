import { expect, test } from 'vitest'
import { FRESH_SEED } from '../support/seeds.ts'
import { readCorpus } from './corpus.ts'
import { LAW_RUNS } from './law-runs.ts'
import { readPlan } from './plan.ts'
import { demandLaws } from './run.ts'
import { simulate } from './simulate.ts'
import { addTally, type Tally } from './tally.ts'

const RUNS = LAW_RUNS / 2
const FLIPPED_RUNS = LAW_RUNS * 0.075

/** What happens less than once in ten runs. */
const RARE: readonly (keyof Tally)[] = ['unstored', 'zombies']

test.each(readCorpus())('a run that failed once holds: $why', async ({ plan, isFlipped }) => {
  const { joins } = await simulate(readPlan(plan), { isFlipped })
  expect(joins).toBeGreaterThan(0)
})

// The seeds that are the same in every run; fresh ones run in another file, on another core.
test('I1 to I13 and I15 hold whatever network, pages, server and disk do to each other', async () => {
  const { corrected, ...tally } = await demandLaws(1, RUNS)
  expect(corrected).toBe(0)
  for (const [what, count] of Object.entries(tally)) {
    const isRare = RARE.some((each) => each === what)
    expect(count, what).toBeGreaterThan(isRare ? 0 : RUNS / 10)
  }
})

test('I1 to I6 hold with a server whose rebase gives other answers than the client predicts', async () => {
  const tally = await demandLaws(1, FLIPPED_RUNS, { isFlipped: true })
  addTally(tally, await demandLaws(FRESH_SEED, FLIPPED_RUNS, { isFlipped: true }))
  expect(tally.corrected).toBeGreaterThan(FLIPPED_RUNS / 10)
})
