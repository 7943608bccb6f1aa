import { setImmediate as nextTurn } from 'node:timers/promises'
import { readCorpus } from './corpus.ts'
import { BrokenLaw } from './law.ts'
import { makePlan, type Plan, readPlan, writePlan } from './plan.ts'
import { shrink } from './shrink.ts'
import { simulate } from './simulate.ts'
import { addTally, emptyTally, type Tally } from './tally.ts'
import type { WorldOptions } from './world.ts'

/** Told after each run how many there were. */
export type OnRun = (done: number) => void

const AS_BUILT: WorldOptions = { isFlipped: false }

/** A run in which a law did not hold; `cause` says which. */
export class BrokenRun extends Error {
  readonly plan: Plan
  readonly options: WorldOptions

  constructor(where: string, plan: Plan, options: WorldOptions, cause: unknown) {
    super(`${where}${options.isFlipped ? ' --flip' : ''}`, { cause })
    this.plan = plan
    this.options = options
  }

  /** Its law; undefined when the run ended by another error. */
  get law(): string | undefined {
    return lawOf(this.cause)
  }
}

/** Runs seeds `first` to `first + runs - 1` and sums what happened. Throws BrokenRun at the first broken law. */
export async function simulateMany(
  first: number,
  runs: number,
  options = AS_BUILT,
  onRun?: OnRun,
): Promise<Tally> {
  const total = emptyTally()
  for (let seed = first; seed < first + runs; seed++) {
    const plan = makePlan(seed)
    try {
      addTally(total, await simulate(plan, options))
    } catch (error) {
      throw new BrokenRun(`npm run laws -- --seed ${seed} --runs 1`, plan, options, error)
    }
    onRun?.(seed - first + 1)
    // What a store has put off to a later turn, and holds the whole run with, happens now.
    await nextTurn()
  }
  return total
}

/** Runs all that ever failed. Throws BrokenRun at the first broken law. */
export async function tryCorpus(): Promise<void> {
  for (const { plan, isFlipped } of readCorpus()) {
    const read = readPlan(plan)
    try {
      await simulate(read, { isFlipped })
    } catch (error) {
      throw new BrokenRun(`npm run laws -- --plan '${plan}'`, read, { isFlipped }, error)
    }
  }
}

/** Runs seeds as `simulateMany`, but throws the smallest part of the run that still breaks the same law, ready to be looked into. */
export async function demandLaws(
  first: number,
  runs: number,
  options = AS_BUILT,
  onRun?: OnRun,
): Promise<Tally> {
  try {
    return await simulateMany(first, runs, options, onRun)
  } catch (error) {
    throw error instanceof BrokenRun ? await toSmallest(error) : error
  }
}

async function toSmallest(broken: BrokenRun): Promise<BrokenRun> {
  const { options, law, message } = broken
  let { cause } = broken
  const smallest = await shrink(broken.plan, async (plan) => {
    const thrown: unknown = await simulate(plan, options).then(
      () => undefined,
      (error: unknown) => error,
    )
    const isSame = thrown !== undefined && lawOf(thrown) === law
    if (isSame) cause = thrown
    return isSame
  })
  const where = `${message}\n${smallest.length} actions are enough: npm run laws -- --plan '${writePlan(smallest)}'`
  return new BrokenRun(where, smallest, options, cause)
}

function lawOf(error: unknown): string | undefined {
  return error instanceof BrokenLaw ? error.law : undefined
}
