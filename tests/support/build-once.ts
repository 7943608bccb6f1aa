import { ensureBrowser } from '../../scripts/browser.mjs'
import { ensureBuilt } from '../../scripts/build.mjs'

/** Playwright's global setup: the production build of these very sources, and a browser to open it with. */
export default async function buildOnce(): Promise<void> {
  await ensureBuilt()
  await ensureBrowser()
}
