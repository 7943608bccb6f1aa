import { ensureBuilt } from './build.mjs'
import { ensureInstalled } from './install.mjs'
import { mainly } from './run.mjs'

// npm runs its scripts in a shell and sends signals to that shell alone. `exec` in package.json puts this process
// in the shell's place; where there is no `exec` (Windows), the second half of that line runs it.
await mainly(async () => {
  await ensureInstalled()
  await ensureBuilt()
})

// The server takes over this very process, so that signals and the exit code need no passing on.
process.setSourceMapsEnabled(true)
await import(new URL('../dist/server/main.js', import.meta.url).href)
