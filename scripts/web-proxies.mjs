import { findProgram, isRootOnDebian } from './programs.mjs'
import { CannotGoOn, mainly, run } from './run.mjs'

/** The programs that tests put in front of the server, by the Debian package that holds each. */
export const WEB_PROXIES = /** @type {const} */ ({ nginx: 'nginx-light', caddy: 'caddy' })

/**
 * Sees to it that nginx and Caddy are there on CI, where a test without them fails: root on Debian installs
 * them. Elsewhere the tests that need a missing one are skipped and say so.
 */
export async function ensureWebProxies() {
  if (!process.env['CI']) return
  const missing = () => Object.entries(WEB_PROXIES).filter(([name]) => !findProgram(name))
  const packages = missing().map(([, name]) => name)
  if (packages.length === 0) return
  if (isRootOnDebian()) {
    console.log(`Installing ${packages.join(' and ')} for the tests behind a proxy.`)
    // Run level 1: Debian starts no service that was just installed.
    const quiet = { env: { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' } }
    await run('apt-get', ['update', '-q'], quiet)
    await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], quiet)
  }
  if (missing().length === 0) return
  throw new CannotGoOn(
    'On CI the tests need nginx and Caddy. Install them (Debian: apt-get install nginx-light caddy), or run ' +
      'npm test without CI in the environment to leave those tests out.',
  )
}

if (process.argv[1] === import.meta.filename) await mainly(ensureWebProxies)
