import { ensureBrowser } from './browser.mjs'
import { ensureBuilt } from './build.mjs'
import { ensureInstalled } from './install.mjs'
import { prepareNodeVersions } from './node-versions.mjs'
import { mainly } from './run.mjs'
import { close, formatAndLint, playwright, types, vitest } from './steps.mjs'
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
    await vitest('Long tests', ['long']),
    await playwright(),
  ]
  await nodeVersions
  close([...outcomes, await vitest('Supported Node versions', ['node-versions'])])
})
