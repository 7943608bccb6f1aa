import { expect, onTestFinished, test } from 'vitest'
import { createConnectionProbe } from '../../../web/api/connection-probe.ts'
import { judge, streamFinding } from '../../../web/connection/judge.ts'
import { measure } from '../../../web/connection/measure.ts'
import { connectionWords as words } from '../../../web/connection-words.ts'
import { type Meddling, openMiddlebox } from '../../support/middlebox.ts'
import { startServer } from '../../support/server.ts'
import { openTcpProxy } from '../../support/tcp-proxy.ts'

test('through real lines each trouble is told from the others', async () => {
  const { url } = await startServer()
  const isStream = (path: string | undefined) => path?.includes('/stream')
  // At once, because each check listens for two seconds.
  const [straight, held, replaced, noPosts, portal, hidden, gone] = await Promise.all([
    checkAt(url),
    buffered(url).then(checkAt),
    checkThrough(url, {
      answer: (asked) => (isStream(asked.url) ? { status: 200, page: 'Scanned' } : undefined),
    }),
    checkThrough(url, {
      answer: ({ method }) => (method === 'POST' ? { status: 403, page: 'Blocked by policy' } : undefined),
    }),
    checkThrough(url, { answer: () => ({ status: 200, page: 'Please log in' }) }),
    checkThrough(url, { isReverseProxy: true }),
    checkAt('http://127.0.0.1:1'),
  ])

  expect([streamFinding(straight.seen.listened), straight.report.verdict]).toEqual(['live', 'good'])
  expect([streamFinding(held.seen.listened), held.report.verdict]).toEqual(['held', 'polling'])
  expect(replaced.seen.listened).toEqual({ kind: 'wrong-type', type: 'text/html' })
  expect(replaced.report.verdict).toBe('polling')
  expect(noPosts.report.verdict).toBe('editsBlocked')
  expect(portal.report.verdict, 'a page in the place of every answer').toBe('noServer')
  expect(gone.report.verdict).toBe('noServer')
  expect(hidden.report.verdict).toBe('good')
  expect(hidden.report.checks.map(({ name }) => name)).toContain(words.host.name)
  expect(hidden.report.checks.map(({ text }) => text).join()).toMatch(/1\.1 front.*server: front\/1\.0/)
})

test('a stream that is cut off keeps what was heard', async () => {
  const { url } = await startServer()
  const proxy = await openTcpProxy(Number(new URL(url).port))
  onTestFinished(() => proxy.close())
  const probe = createConnectionProbe({
    now: () => performance.now(),
    base: `http://127.0.0.1:${proxy.port}`,
    async fetch(input, init) {
      const response = await fetch(input, init)
      // Cut as soon as there is something to hear.
      const [kept, watched] = response.body?.tee() ?? []
      void watched?.getReader().read().then(proxy.cut)
      return new Response(kept ?? null, response)
    },
  })
  const listened = await probe.listen()
  expect(streamFinding(listened)).toBe('cut')
  expect(listened).toMatchObject({ kind: 'heard', isComplete: false, ticks: [expect.any(Number)] })
})

async function buffered(url: string): Promise<string> {
  const proxy = await openTcpProxy(Number(new URL(url).port))
  proxy.trouble({ buffer: 'whole' })
  onTestFinished(() => proxy.close())
  return `http://127.0.0.1:${proxy.port}`
}

async function checkThrough(url: string, meddling: Meddling) {
  const middlebox = await openMiddlebox(Number(new URL(url).port), meddling)
  onTestFinished(() => middlebox.close())
  return checkAt(`http://127.0.0.1:${middlebox.port}`)
}

async function checkAt(url: string) {
  const probe = createConnectionProbe({ now: () => performance.now(), base: url })
  const facts = {
    origin: url.replace('http:', 'https:'),
    isSecureContext: true,
    protocol: '',
    isReused: undefined,
    hasStorage: true,
    hasSharedWorker: true,
  }
  const seen = await measure(probe, () => facts)
  return { seen, report: judge(seen) }
}
