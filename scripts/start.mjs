import { ensureBuilt } from './build.mjs'
import { ensureInstalled } from './install.mjs'
import { mainly } from './run.mjs'

await mainly(async () => {
  await ensureInstalled()
  await ensureBuilt()
})

// The server takes over this very process, so that signals and the exit code need no passing on.
process.setSourceMapsEnabled(true)
await import(new URL('../dist/server/main.js', import.meta.url).href)
