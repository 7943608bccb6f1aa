import { fileURLToPath } from 'node:url'
import { createServer } from 'vite'
import { expect, onTestFinished, test } from 'vitest'
import type { simulateMany } from './run.ts'

const RUNS = 2_000

const MUTANTS = [
  {
    title: 'confirmation by counting, with a server that maps over everything at once, is caught',
    swaps: { './confirm.ts': 'confirm-by-counting', './place.ts': 'place-all-at-once' },
    isFlipped: false,
  },
  {
    title: 'confirmation by counting, with a server of another bias, is caught',
    swaps: { './confirm.ts': 'confirm-by-counting' },
    isFlipped: true,
  },
  {
    title: 'a client that folds its own prediction, with a server of another bias, is caught',
    swaps: { './confirm.ts': 'confirm-own-prediction' },
    isFlipped: true,
  },
] as const

test.each(MUTANTS)('the simulation is not vacuous: $title', async ({ swaps, isFlipped }) => {
  const simulateMutant = await loadWith(swaps)
  const broken = await simulateMutant(1, RUNS, { isFlipped }).then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(broken, `${RUNS} runs did not notice the mutant`).toMatchObject({
    cause: { law: expect.stringMatching(/^I[123]$/) },
  })
})

/** The simulation with some modules of the product swapped for mutants, by an alias. */
async function loadWith(swaps: Readonly<Record<string, string>>): Promise<typeof simulateMany> {
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
  const module = (await server.ssrLoadModule('/tests/laws/run.ts')) as { simulateMany: typeof simulateMany }
  return module.simulateMany
}
