import { emptyTally, simulate, type Tally } from './simulate.ts'
import type { WorldOptions } from './world.ts'

/** Runs seeds `first` to `first + runs - 1` and sums what happened. Throws on the first broken law, naming its seed. */
export async function simulateMany(first: number, runs: number, options?: WorldOptions): Promise<Tally> {
  const total = emptyTally()
  for (let seed = first; seed < first + runs; seed++) {
    const tally = await simulateSeed(seed, options)
    for (const key of Object.keys(total) as (keyof Tally)[]) total[key] += tally[key]
  }
  return total
}

async function simulateSeed(seed: number, options?: WorldOptions): Promise<Tally> {
  try {
    return await simulate(seed, options)
  } catch (error) {
    const flip = options?.isFlipped ? ' --flip' : ''
    throw new Error(`seed ${seed} (npm run laws -- --seed ${seed} --runs 1${flip})`, { cause: error })
  }
}
