import { ensureBrowser } from './browser.mjs'
import { ensureBuilt } from './build.mjs'
import { ensureDatabase, ensurePackages } from './install.mjs'
import { prepareNodeVersions } from './node-versions.mjs'
import { mainly } from './run.mjs'
import { close, formatAndLint, playwright, types, vitest, vitestBeside } from './steps.mjs'
import { createStopwatch } from './stopwatch.mjs'
import { ensureWebProxies } from './web-proxies.mjs'

await mainly(async () => {
  const { timed, times } = createStopwatch()
  await timed('packages', () => ensurePackages(['--ignore-scripts']))
  const nodeVersions = timed('other Nodes', prepareNodeVersions)
  const withoutDatabase = async () => {
    await timed('build', ensureBuilt)
    await ensureBrowser()
    await ensureWebProxies()
    return [await timed('lint', formatAndLint), await timed('types', types)]
  }
  // To compile the database takes one core most of a minute: the other one does what needs no database.
  const [checks] = await Promise.all([withoutDatabase(), timed('database', ensureDatabase)])
  const unit = await timed('unit', () => vitest('Unit tests and laws', ['unit', 'laws']))
  await nodeVersions
  // Both wait more than they work: together they are done sooner.
  const [browser, long] = await Promise.all([
    timed('browser', playwright),
    timed('long', () => vitestBeside('Long tests, and supported Node versions', ['long', 'node-versions'])),
  ])
  close([...checks, unit, browser, long], times())
})
