import { Agent, fetch as undiciFetch } from 'undici'
import { expect, onTestFinished, test } from 'vitest'
import { findProgram } from '../../scripts/programs.mjs'
import { WEB_PROXIES } from '../../scripts/web-proxies.mjs'
import { createCookieFetch } from '../support/cookie-fetch.ts'
import { aVisitor, createDocument } from '../support/http.ts'
import { isAtRest, openPage } from '../support/node-page.ts'
import { startServer } from '../support/server.ts'
import { demandAll, type TokenWriter, writeAll } from '../support/token-writers.ts'
import type { WebProxyName } from '../support/web-proxy.ts'
import { FRONTS, type Front, NGINX_BUFFERING } from './fronts.ts'

const missing = (Object.keys(WEB_PROXIES) as WebProxyName[]).filter((name) => !findProgram(name))
for (const name of missing) {
  console.log(`skipped: ${name} is not on this machine (Debian: apt-get install ${WEB_PROXIES[name]})`)
}

for (const front of FRONTS) {
  test.runIf(isThere(front))(`${front.name}: pages load, words of both arrive, goodbyes too`, async () => {
    const { url, fetch, visitor, document } = await aDocumentBehind(front)
    const page = await fetch(`${url}/d/${document}`)
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('A title')])

    const writers = await Promise.all(['a', 'b'].map((author) => aWriter(front, url, document, author)))
    await writeAll(writers, 10)
    await demandAll(visitor, document, writers)
    expect(await openStreams(visitor.url)).toBeGreaterThan(0)
    for (const writer of writers) writer.page.client.stop()
    await expect.poll(() => openStreams(visitor.url)).toBe(0)
  })
}

test.runIf(isThere(NGINX_BUFFERING))(
  'nginx that buffers streams: words of both arrive by polling',
  async () => {
    const { url, visitor, document } = await aDocumentBehind(NGINX_BUFFERING)
    const names = ['a', 'b']
    const writers = await Promise.all(names.map((author) => aWriter(NGINX_BUFFERING, url, document, author)))
    for (const { page } of writers) expect(page.shown().status?.transport).toBe('polling')
    await writeAll(writers, 10)
    await demandAll(visitor, document, writers)
  },
)

/** On CI a program that is missing is a failure. */
function isThere({ program }: Front): boolean {
  return !program || !missing.includes(program) || process.env['CI'] !== undefined
}

async function aDocumentBehind(front: Front) {
  const server = await startServer({ env: { SAMEPAGE_HEARTBEAT: '1' } })
  const { port, close } = await front.start(Number(new URL(server.url).port))
  onTestFinished(close)
  const visitor = aVisitor(server.url)
  const { id: document } = await createDocument(visitor, { title: 'A title' })
  const url = `${front.scheme}://localhost:${port}`
  return { url, fetch: fetchAsBrowser(front, url), visitor, document }
}

async function aWriter(front: Front, url: string, document: string, author: string): Promise<TokenWriter> {
  const page = openPage(url, document, { fetch: createCookieFetch(fetchAsBrowser(front, url)) })
  onTestFinished(() => page.client.stop())
  page.client.start()
  await page.until(isAtRest)
  return { page, author, written: 0 }
}

/** Says about itself what a browser says: the origin when it writes, and more only over HTTPS. */
function fetchAsBrowser({ scheme }: Front, origin: string): typeof fetch {
  if (scheme === 'http') {
    return (input, init) => fetch(input, { ...init, headers: told(init, init?.method ? { origin } : {}) })
  }
  const dispatcher = new Agent({ allowH2: true, connect: { rejectUnauthorized: false } })
  onTestFinished(() => dispatcher.destroy())
  const send = undiciFetch as unknown as typeof fetch
  const site = { 'sec-fetch-site': 'same-origin' }
  return (input, init) => send(input, { ...init, headers: told(init, site), dispatcher } as RequestInit)
}

function told(init: RequestInit | undefined, more: Record<string, string>): Record<string, string> {
  return { ...Object.fromEntries(new Headers(init?.headers)), ...more }
}

async function openStreams(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  return Number(/^samepage_streams_open (\d+)$/m.exec(text)?.[1])
}
