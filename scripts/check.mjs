import { ensureInstalled } from './install.mjs'
import { mainly } from './run.mjs'
import { close, formatAndLint, types, vitest } from './steps.mjs'

await mainly(async () => {
  await ensureInstalled()
  close([await formatAndLint(), await types(), await vitest('Unit tests and laws', ['unit', 'laws'])])
})
