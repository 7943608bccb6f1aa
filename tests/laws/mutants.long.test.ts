import { fileURLToPath } from 'node:url'
import { createServer } from 'vite'
import { expect, onTestFinished, test } from 'vitest'
import type { simulateMany, tryCorpus } from './run.ts'

const RUNS = 2_000

interface Simulation {
  readonly simulateMany: typeof simulateMany
  readonly tryCorpus: typeof tryCorpus
}

interface Mutant {
  readonly title: string
  /** The product's modules and the mutants in their places. */
  readonly swaps: Readonly<Record<string, string>>
  readonly isFlipped: boolean
  /** What the broken law says. */
  readonly notices: RegExp
  /** Where the search for a seed that notices begins, when not at 1. */
  readonly first?: number
  /** Too rare for a search: the runs that once failed notice. */
  readonly isInCorpus?: true
}

const MUTANTS: readonly Mutant[] = [
  {
    title: 'confirmation by counting, with a server that maps over everything at once, is caught',
    swaps: { './confirm.ts': 'confirm-by-counting', './place.ts': 'place-all-at-once' },
    isFlipped: false,
    // Or a page that has counted wrongly cannot take its own steps back.
    notices: /^I([123]|12): |^Invalid content/,
  },
  {
    title: 'confirmation by counting, with a server of another bias, is caught',
    swaps: { './confirm.ts': 'confirm-by-counting' },
    isFlipped: true,
    notices: /^I[123]: /,
  },
  {
    title: 'a client that folds its own prediction, with a server of another bias, is caught',
    swaps: { './confirm.ts': 'confirm-own-prediction' },
    isFlipped: true,
    notices: /^I[123]: /,
  },
  {
    title: 'a server that does not ask on which log a commit was made is caught',
    swaps: { '../document/commit/decide.ts': 'merge-any-past' },
    isFlipped: false,
    // It takes a folder put back, which is rare: seed 104 was the first to notice.
    first: 100,
    notices: /^I5: /,
  },
  {
    title: 'a page that forgets what it wrote after another took its work over is caught',
    swaps: { '../../web/sync/document-copy.ts': 'forget-untaken' },
    isFlipped: false,
    notices: /^I12: /,
  },
  {
    title: 'a rebase that does not ask what a move brought into what is deleted around a gap is caught',
    swaps: { './torn-range.ts': 'ask-one-range' },
    isFlipped: false,
    notices: /^I12: /,
  },
  {
    title: 'a rebase that places an undo without what it takes back is caught',
    swaps: { './taken-back.ts': 'undo-on-its-own' },
    isFlipped: false,
    isInCorpus: true,
    notices: /^I12: /,
  },
  {
    title: 'a rebase to which what a commit brought back is something new is caught',
    swaps: { './there-and-back.ts': 'never-back' },
    isFlipped: false,
    isInCorpus: true,
    notices: /^I12: /,
  },
  {
    title: 'a page that counts its changes anew on a log put back is caught',
    swaps: { '../../web/sync/load.ts': 'count-anew' },
    isFlipped: false,
    isInCorpus: true,
    notices: /^I12: /,
  },
]

test.each(MUTANTS)(
  'the simulation is not vacuous: $title',
  async ({ swaps, isFlipped, isInCorpus, notices, first = 1 }) => {
    const mutant = await loadWith(swaps)
    const runs = isInCorpus ? mutant.tryCorpus() : mutant.simulateMany(first, RUNS, { isFlipped })
    const broken = await runs.then(
      () => undefined,
      (error: unknown) => error,
    )
    expect(broken, `${RUNS} runs did not notice the mutant`).toMatchObject({
      cause: { message: expect.stringMatching(notices) },
    })
  },
)

/** The simulation with some modules of the product swapped for mutants, by an alias. */
async function loadWith(swaps: Readonly<Record<string, string>>): Promise<Simulation> {
  const alias = Object.entries(swaps).map(([find, mutant]) => ({
    find: new RegExp(`^${find.replaceAll('.', '\\.')}$`),
    replacement: fileURLToPath(new URL(`./mutants/${mutant}.ts`, import.meta.url)),
  }))
  const server = await createServer({
    configFile: false,
    root: fileURLToPath(new URL('../..', import.meta.url)),
    logLevel: 'error',
    appType: 'custom',
    resolve: { alias },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  })
  onTestFinished(() => server.close())
  return (await server.ssrLoadModule('/tests/laws/run.ts')) as Simulation
}
