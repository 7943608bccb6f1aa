import { existsSync } from 'node:fs'
import { isProgram, isRootOnDebian } from './programs.mjs'
import { CannotGoOn, mainly, run, runNode } from './run.mjs'

const DEBIAN = '/usr/bin/chromium'

/**
 * Sees to it that there is a Chromium for the browser tests: the one that SAMEPAGE_CHROMIUM names, the system's,
 * or Playwright's own, fetched when it is missing. Refuses in words when none is to be had.
 */
export async function ensureBrowser() {
  const named = process.env['SAMEPAGE_CHROMIUM']
  if (named) {
    if (isProgram(named)) return
    throw new CannotGoOn(`SAMEPAGE_CHROMIUM names ${named}, and there is no program of that name.`)
  }
  if (isProgram(DEBIAN) || (await playwrightHasOne())) return
  console.log('Fetching Chromium for the browser tests. This happens once.')
  if ((await runNode('node_modules/@playwright/test/cli.js', ['install', 'chromium'])) === 0) return
  if (isRootOnDebian()) {
    console.log("Playwright's Chromium could not be fetched: trying Debian's.")
    const quiet = { env: { DEBIAN_FRONTEND: 'noninteractive' } }
    await run('apt-get', ['update', '-q'], quiet)
    await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], quiet)
    if (isProgram(DEBIAN)) return
  }
  throw new CannotGoOn(
    'The browser tests need Chromium, and it could not be fetched. Install it (Debian: apt-get install chromium) ' +
      'or name one that is there: SAMEPAGE_CHROMIUM=/path/to/chromium npm test',
  )
}

async function playwrightHasOne() {
  const { chromium } = await import('@playwright/test')
  return existsSync(chromium.executablePath())
}

if (process.argv[1] === import.meta.filename) await mainly(ensureBrowser)
