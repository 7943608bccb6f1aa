import { ensureBuilt } from './build.mjs'
import { ensureInstalled } from './install.mjs'
import { prepareNodeVersions } from './node-versions.mjs'
import { mainly } from './run.mjs'
import { close, vitest } from './steps.mjs'

await mainly(async () => {
  await ensureInstalled()
  await ensureBuilt()
  await prepareNodeVersions()
  close([await vitest('Supported Node versions', ['node-versions'])])
})
