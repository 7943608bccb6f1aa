import { existsSync } from 'node:fs'
import type { LaunchOptions } from '@playwright/test'

const DEBIAN = '/usr/bin/chromium'

/**
 * How the tests launch Chromium: the one that SAMEPAGE_CHROMIUM names, the system's, or Playwright's own. It
 * calls nobody outside this machine. `scripts/browser.mjs` sees to it that there is one.
 */
export function chromiumLaunchOptions(): LaunchOptions {
  const args = [
    '--no-sandbox',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-gpu',
  ]
  const executablePath = process.env['SAMEPAGE_CHROMIUM'] || (existsSync(DEBIAN) ? DEBIAN : undefined)
  return executablePath ? { args, executablePath } : { args }
}
