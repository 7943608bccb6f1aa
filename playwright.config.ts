import { defineConfig } from '@playwright/test'
import { chromiumLaunchOptions } from './tests/support/browser.ts'
import type { HostOption } from './tests/support/e2e.ts'

// Only the tested browser resolves it, to loopback: its pages are no secure context, as on a LAN.
const MADE_UP_HOST = 'samepage.test'

// What is the same in any context is tried once: no clipboard, no header and no key of the browser is in it.
const TRIED_ONCE = specs(
  'accessibility',
  'blocks',
  'connection',
  'drag',
  'early',
  'exchange',
  'follow',
  'formats',
  'formats-typing',
  'halts',
  'heading-links',
  'home',
  'ime',
  'keys',
  'large-paste',
  'long-document',
  'looks',
  'missing-page',
  'no-script',
  'offline-open',
  'paste',
  'residue',
  'service-worker',
  'steady-line',
  'stream',
  'theme',
  'two-people-moves',
  'undo',
  'upgrade',
  'visits',
  'writing',
)

// What is harder where browsers give a page less is tried there alone.
const TRIED_ON_PLAIN_HTTP = specs(
  'behind-proxies',
  'block-moves',
  'faults-cut',
  'faults-late',
  'faults-reload',
  'faults-restart',
  'files',
  'find',
  'menu',
  'outbox',
  'people',
  'sleep',
  'tabs',
  'two-people-carets',
  'two-people-recording',
  'two-people-tokens',
)

function specs(...names: string[]): RegExp {
  return new RegExp(`/(${names.join('|')})\\.spec\\.ts$`)
}

const launch = chromiumLaunchOptions()
const onLoopback = [...(launch.args ?? []), `--host-resolver-rules=MAP ${MADE_UP_HOST} 127.0.0.1`]

/** The browser tests: the production build, once on localhost and once under a made-up host name. */
export default defineConfig<HostOption>({
  testDir: 'tests/e2e',
  globalSetup: './tests/support/build-once.ts',
  outputDir: 'test-results',
  snapshotPathTemplate: '{testDir}/../data/looks/{arg}{ext}',
  workers: 3,
  fullyParallel: true,
  // On CI, whose machine nobody watches, a second try tells its faults from ours; the list names who needed one.
  retries: process.env['CI'] ? 1 : 0,
  forbidOnly: true,
  // A machine that does much else at once is slow, not wrong.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  // A page that a service worker serves is out of `page.route`'s reach; the tests of the worker allow it.
  use: { browserName: 'chromium', trace: 'off', screenshot: 'only-on-failure', serviceWorkers: 'block' },
  projects: [
    {
      name: 'localhost',
      testIgnore: TRIED_ON_PLAIN_HTTP,
      use: { hostName: 'localhost', launchOptions: launch },
    },
    {
      name: 'plain-http',
      testIgnore: TRIED_ONCE,
      use: { hostName: MADE_UP_HOST, launchOptions: { ...launch, args: onLoopback } },
    },
  ],
})
