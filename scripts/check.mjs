import { ensureInstalled } from './install.mjs'
import { mainly } from './run.mjs'
import { close, formatAndLint, types, vitest } from './steps.mjs'

// A tenth of the seeds: a check has to be done within a minute. `npm test` tries them all.
const FEWER_LAWS = { SAMEPAGE_LAW_RUNS: '200' }

await mainly(async () => {
  await ensureInstalled()
  close([
    await formatAndLint(),
    await types(),
    await vitest('Unit tests and laws', ['unit', 'laws'], FEWER_LAWS),
  ])
})
