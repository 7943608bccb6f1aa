import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const LAWS = 'tests/laws/**/*.test.ts'
const LONG = 'tests/**/*.long.test.ts'
const NODE_VERSIONS = 'tests/house/node-versions.test.ts'

// Random tests try half of their seeds anew in each run. The workers read the setting.
if (!process.env['SAMEPAGE_SEED']) {
  const seed = 1_000_000 + Math.floor(Math.random() * 2_000_000_000)
  process.env['SAMEPAGE_SEED'] = String(seed)
  process.stdout.write(`Fresh seeds begin at ${seed}: SAMEPAGE_SEED=${seed} tries them again.\n`)
}

/** What begins first, because nothing could go on beside it at the end: the longest first. */
const LONGEST = [
  'recordings/friendsforever.long',
  'kill/kills.long',
  'proxies/troubled-line.long',
  'laws/laws',
  'laws/more-laws',
  'web/sync/outbox',
].map((name) => `/tests/${name}.test.ts`)

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const found = LONGEST.findIndex((file) => moduleId.endsWith(file))
      return found < 0 ? LONGEST.length : found
    }
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b))
  }
}

/**
 * Four groups: `unit` and `laws` are part of `npm run check`; `long` (names ending in `.long.test.ts`) and
 * `node-versions` take minutes and run in `npm test` only. The files of the first two share their modules, which takes
 * half the work: what a module keeps must be made by a function, as everywhere.
 */
export default defineConfig({
  test: {
    include: [],
    // One more than two cores, for they often wait.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    setupFiles: ['tests/support/keep-statements.ts'],
    // As in the browser tests: a second try on CI, whose report names who needed it.
    retry: process.env['CI'] ? 1 : 0,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          isolate: false,
          include: ['tests/**/*.test.ts'],
          exclude: [LAWS, LONG, NODE_VERSIONS],
        },
      },
      {
        extends: true,
        test: { name: 'laws', isolate: false, include: [LAWS], exclude: [LONG], testTimeout: 600_000 },
      },
      { extends: true, test: { name: 'long', include: [LONG], testTimeout: 600_000 } },
      { extends: true, test: { name: 'node-versions', include: [NODE_VERSIONS], testTimeout: 120_000 } },
    ],
  },
})
