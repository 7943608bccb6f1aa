import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'
import { addToCorpus } from './corpus.ts'
import { readPlan } from './plan.ts'
import { BrokenRun, demandLaws, tryCorpus } from './run.ts'
import { simulate } from './simulate.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '2000' },
    flip: { type: 'boolean', default: false },
    /** The actions of one run instead of seeds. */
    plan: { type: 'string' },
    /** So many processes share the seeds. */
    jobs: { type: 'string', default: '1' },
  },
})
const PROGRESS_EVERY = 1_000
const options = { isFlipped: values.flip }
const [first, runs, jobs] = [Number(values.seed), Number(values.runs), Number(values.jobs)]

async function trySeeds(): Promise<void> {
  await tryCorpus()
  const started = performance.now()
  const tally = await demandLaws(first, runs, options, (done) => {
    const speed = Math.round((performance.now() - started) / done)
    if (done % PROGRESS_EVERY === 0) console.log(`seed ${first + done - 1}: ${done} runs, ${speed} ms each`)
  })
  console.log(`seeds ${first} to ${first + runs - 1}: every law held`)
  console.table(tally)
}

/** Each job is this program again, with its share of the seeds. */
async function shareSeeds(): Promise<void> {
  const share = Math.ceil(runs / jobs)
  const [script = ''] = process.argv.slice(1)
  const ends = Array.from({ length: jobs }, (_, i) => {
    const seeds = ['--seed', String(first + i * share), '--runs', String(Math.min(share, runs - i * share))]
    const args = [...process.execArgv, script, ...seeds, ...(options.isFlipped ? ['--flip'] : [])]
    const child = spawn(process.execPath, args, { stdio: 'inherit' })
    return new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
  })
  process.exitCode = Math.max(...(await Promise.all(ends)))
}

try {
  if (values.plan !== undefined) console.table(await simulate(readPlan(values.plan), options))
  else if (jobs > 1) await shareSeeds()
  else await trySeeds()
} catch (error) {
  if (error instanceof BrokenRun) addToCorpus(error)
  console.error(error)
  process.exitCode = 1
}
