import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Koa from 'koa'
import { Fragment, Slice } from 'prosemirror-model'
import { ReplaceStep } from 'prosemirror-transform'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { DocumentId } from '../../document/protocol/ids.ts'
import type { ResidueList } from '../../document/protocol/residue.ts'
import { schema } from '../../document/schema/schema.ts'
import { answers } from '../../server/middleware/answers.ts'
import { createHeldBytes } from '../../server/network/held-bytes.ts'
import { createAddressOf, LOOPBACK } from '../../server/network/network.ts'
import { createPace } from '../../server/network/pace.ts'
import { keptFile } from '../support/files.ts'
import { createHandClock } from '../support/hand-clock.ts'
import { aCommitOn, aVisitor, createDocument } from '../support/http.ts'
import { sendRaw } from '../support/raw-request.ts'
import { startServer } from '../support/server.ts'
import { aCommit, record } from '../support/store.ts'
import { askFrom } from '../support/stranger.ts'
import { isCommit, openReader } from '../support/stream-reader.ts'

const MB = 1_000_000
/** More than the system keeps for a connection that nobody reads. */
const LARGE = 20 * MB
/** What a slow reader takes at a time. */
const SIP = MB / 8

test('E8 an answer of which nothing is taken is cut off, one that is taken slowly is not', async () => {
  const server = await startServer({ stallMs: 3_000 })
  const ann = aVisitor(server.url)
  const { id } = await createDocument(ann)
  const { url } = await keptFile(ann, id, 'large.bin', Buffer.alloc(LARGE, 'x'))
  const [silent, slow] = [url, url].map((path) => sendRaw(server.url, [`GET ${path} HTTP/1.1`]))
  let allowed = 0
  slow?.socket.on('data', () => slow.taken() > allowed && slow.socket.pause())
  const sipping = setInterval(() => {
    allowed = (slow?.taken() ?? 0) + SIP
    slow?.socket.resume()
  }, 100)
  onTestFinished(() => clearInterval(sipping))
  const ended = (): number => server.log().split('"path":"/files/').length - 1
  await vi.waitUntil(() => ended() === 1, { timeout: 60_000 })
  clearInterval(sipping)
  allowed = LARGE
  for (const each of [silent, slow]) each?.socket.resume()
  await silent?.gone
  expect(silent?.taken()).toBeLessThan(LARGE)
  await vi.waitUntil(() => (slow?.taken() ?? 0) >= LARGE, { timeout: 60_000 })
})

test('E8 a connection that waits for an answer, or keeps quiet between two, is not cut off', async () => {
  const { url } = await startServer({ stallMs: 50 })
  const path = '/api/connection'
  const waiting = sendRaw(url, [`GET ${path}?wait=1 HTTP/1.1`])
  waiting.socket.resume()
  await vi.waitUntil(() => waiting.text().includes('200 OK'), { timeout: 10_000 })
})

test('E8 the same answer is in memory once, and of too many different ones the largest sender of requests loses', async () => {
  const clock = createHandClock()
  const waiting = createHeldBytes(3 * LARGE, clock)
  const app = new Koa()
  app.use(answers({ waiting, pace: createPace(MB, clock), addressOf: createAddressOf(LOOPBACK) }) as never)
  app.use((ctx) => {
    ctx.body = ctx.path.slice(1).padEnd(LARGE, '.')
  })
  const server = createServer(app.callback()).listen(0, '127.0.0.1')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await vi.waitUntil(() => server.listening)
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const ask = (path: string, address: string) =>
    sendRaw(url, [`GET ${path} HTTP/1.1`, `X-Forwarded-For: ${address}`])

  const same = Array.from({ length: 6 }, () => ask('/same', '192.0.2.1'))
  await vi.waitUntil(() => waiting.total() === 2 * LARGE)
  ask('/other', '192.0.2.2')
  for (const { socket } of same) socket.resume()
  await Promise.all(same.map(({ gone }) => gone))
  await vi.waitUntil(() => waiting.total() === 2 * LARGE)
  for (const { taken } of same) expect(taken()).toBeLessThan(LARGE)
})

test('E9 of bodies that do not come to an end the silent ones go first, and an honest one is taken', async () => {
  const { url } = await startServer({ heldBytes: MB })
  const ann = aVisitor(url)
  await ann.get('/api/me')
  const head = ['POST /api/documents HTTP/1.1', 'Content-Type: application/json', `Content-Length: ${4 * MB}`]
  const silent: ReturnType<typeof sendRaw>[] = []
  for (let i = 1; i <= 3; i++) {
    silent.push(sendRaw(url, head, 'x'.repeat(300_000), '127.0.0.2'))
    await vi.waitUntil(async () => (await arriving(ann)) >= i * 300_000)
  }
  const markdown = 'word '.repeat(60_000)
  expect((await ann.post('/api/documents', { json: { markdown } })).status).toBe(201)
  silent[0]?.socket.resume()
  await vi.waitUntil(() => silent[0]?.text().includes('too-many-requests'))
  expect(silent[0]?.text()).toMatch(/^HTTP\/1.1 429 /)
  expect(await arriving(ann)).toBeLessThanOrEqual(MB)
})

async function arriving(of: ReturnType<typeof aVisitor>): Promise<number> {
  const { text } = await of.get('/metrics')
  return Number(/^samepage_body_arriving_bytes (\d+)$/m.exec(text)?.[1])
}

test('S8 when too much waits for all streams together, those who have not read for longest are dropped', async () => {
  const { url, store, readers } = await startServer({ heldBytes: 300_000 })
  const { id } = await createDocument(aVisitor(url))
  const open = () => openReader(`${url}/api/documents/${id}/events`)
  const [stuck, alsoStuck, fine] = [await open(), await open(), await open()]
  for (const reader of [stuck, alsoStuck]) {
    await reader.next()
    reader.pause()
  }
  const text = 'x'.repeat(100_000)
  const slice = new Slice(Fragment.from(schema.text(text)), 0, 0)
  let seq = 0
  const tell = async () => {
    const step = new ReplaceStep(3, seq === 0 ? 3 : 3 + text.length, slice)
    await record(store, id as DocumentId, aCommit(store, id as DocumentId, [step]))
    seq += 1
    await fine.until(isCommit(seq))
  }
  while (readers.counts().streams === 3 && seq < 300) await tell()
  expect(readers.counts().streams).toBeLessThan(3)
  await tell()
})

test('C13 what could not be placed comes in pages, each with at least one and about a megabyte', async () => {
  const ann = aVisitor((await startServer()).url)
  const { id } = await createDocument(ann)
  const path = `/api/documents/${id}/residue`
  const lost = Array.from({ length: 5 }, (_, i) => ({ reason: 'deleted', text: `${i}`.repeat(600_000) }))
  const json = await aCommitOn(ann, id, { lost })
  expect((await ann.post(`/api/documents/${id}/commits`, { json })).status).toBe(201)
  const page = async (query: string) => {
    const { residue, more } = (await ann.get(`${path}${query}`)).json<ResidueList>()
    return { texts: residue.map(({ text }) => text[0]), last: residue.at(-1)?.n ?? 0, more }
  }
  const first = await page('')
  expect(first).toMatchObject({ texts: ['0', '1'], more: true })
  const second = await page(`?after=${first.last}`)
  expect(second).toMatchObject({ texts: ['2', '3'], more: true })
  expect(await page(`?after=${second.last}`)).toMatchObject({ texts: ['4'], more: false })
  expect(await page('?limit=1&dismissed=true')).toMatchObject({ texts: ['0'], more: true })
  for (const wrong of ['?after=x', '?limit=0', '?limit=501'])
    expect((await ann.get(path + wrong)).code).toBe('invalid-request')
})

test('S16 the metrics are there for this machine, or for whom is set, and for nobody behind a proxy', async () => {
  const { url } = await startServer()
  const from = (address: string) => ({ path: '/metrics', headers: { 'x-forwarded-for': address } })
  expect((await askFrom('127.0.0.1', url, { path: '/metrics' })).status).toBe(200)
  expect((await askFrom('127.0.0.1', url, from('203.0.113.5'))).code).toBe('not-found')
  const open = await startServer({ env: { SAMEPAGE_METRICS: '203.0.113.0/24' } })
  expect((await askFrom('127.0.0.1', open.url, from('203.0.113.5'))).status).toBe(200)
  expect((await askFrom('127.0.0.1', open.url, { path: '/metrics' })).code).toBe('not-found')
})
