import { ensureBrowser } from './browser.mjs'
import { ensureBuilt } from './build.mjs'
import { ensureInstalled } from './install.mjs'
import { prepareNodeVersions } from './node-versions.mjs'
import { mainly } from './run.mjs'
import { close, formatAndLint, playwright, types, vitest, vitestBeside } from './steps.mjs'
import { ensureWebProxies } from './web-proxies.mjs'

await mainly(async () => {
  await ensureInstalled()
  await ensureBuilt()
  await ensureBrowser()
  await ensureWebProxies()
  const nodeVersions = prepareNodeVersions()
  const outcomes = [
    await formatAndLint(),
    await types(),
    await vitest('Unit tests and laws', ['unit', 'laws']),
    // Both wait more than they work: together they are done sooner.
    ...(await Promise.all([playwright(), vitestBeside('Long tests', ['long'])])),
  ]
  await nodeVersions
  close([...outcomes, await vitest('Supported Node versions', ['node-versions'])])
})
