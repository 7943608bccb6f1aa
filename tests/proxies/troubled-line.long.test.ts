import { expect, onTestFinished, test } from 'vitest'
import { aVisitor, createDocument, readDocument } from '../support/http.ts'
import type { LineFaults } from '../support/line-faults.ts'
import { isAtRest, openPage } from '../support/node-page.ts'
import { FRESH_SEED } from '../support/seeds.ts'
import { startServer } from '../support/server.ts'
import { openTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'
import { demandAll, type TokenWriter, writeAll, writeWithoutWaiting } from '../support/token-writers.ts'

const SEED = FRESH_SEED

test('two who write over a slow line end with the same text', async () => {
  const { proxy, pages, demandAll } = await twoOverALine()
  proxy.trouble({ delay: [0, 60] })
  await writeAll(pages, 15)
  await demandAll()
  expect(proxy.counts().delayed).toBeGreaterThan(30)
})

test('a line that is cut again and again, at any byte, costs no word and doubles none', async () => {
  const { proxy, pages, demandAll } = await twoOverALine()
  proxy.trouble({ cutAfter: [200, 6_000] })
  await writeAll(pages, 15)
  while (proxy.counts().cut < 5) await writeAll(pages, 1)
  proxy.restore()
  await demandAll()
})

test('C6 requests that arrive twice, the second one late, are recorded once', async () => {
  const { proxy, pages, demandAll } = await twoOverALine()
  proxy.trouble({ duplicate: 1 })
  await writeAll(pages, 15)
  await demandAll()
  expect(proxy.counts().duplicated).toBeGreaterThan(10)
})

test('a black hole swallows what both write, and both send it again when the line is good', async () => {
  const { proxy, pages, demandAll } = await twoOverALine()
  proxy.trouble({ lose: 'both' })
  writeWithoutWaiting(pages, 15)
  for (const { page } of pages) await page.until(({ status }) => status?.connection === 'reconnecting')
  expect(proxy.counts().lost).toBeGreaterThan(0)
  proxy.restore()
  await demandAll()
})

test('C6 commits that are recorded and whose answers never come are there once', async () => {
  const { proxy, pages, demandAll, visitor, document } = await twoOverALine()
  const { seq } = await readDocument(visitor, document)
  proxy.deafen()
  writeWithoutWaiting(pages, 15)
  await expect.poll(async () => (await readDocument(visitor, document)).seq).toBe(seq + 2)
  for (const { page } of pages) await page.until(({ status }) => status?.connection === 'reconnecting')
  proxy.restore()
  await demandAll()
})

test('of connections whose one end is gone without a word both are freed, and nothing is missing', async () => {
  const tryOne = async (gone: 'browser' | 'server' | 'both'): Promise<void> => {
    const { proxy, pages, demandAll } = await twoOverALine()
    proxy.strand(gone)
    await writeAll(pages, 10)
    await demandAll()
    expect(proxy.counts().stranded, gone).toBeGreaterThanOrEqual(2)
  }
  // Beside each other: most of it is waiting for answers that never come.
  await Promise.all((['browser', 'server', 'both'] as const).map(tryOne))
})

test('a line that holds answers back, or passes them on in blocks, is polled, and words go both ways', async () => {
  const tryOne = async (buffer: 'whole' | number): Promise<void> => {
    const { proxy, pages, demandAll } = await twoOverALine({ buffer })
    for (const { page } of pages) expect(page.shown().status?.transport, `buffer ${buffer}`).toBe('polling')
    await writeAll(pages, 15)
    await demandAll()
    expect(proxy.counts().held).toBeGreaterThan(0)
  }
  await Promise.all((['whole', 30_000] as const).map(tryOne))
})

test('a line that is slow, cut and doubles requests, all at once, loses nothing', async () => {
  const { proxy, pages, demandAll } = await twoOverALine()
  proxy.trouble({ delay: [0, 30], cutAfter: [500, 9_000], duplicate: 0.5 })
  await writeAll(pages, 25)
  const { delayed, cut, duplicated } = proxy.counts()
  expect([delayed > 0, cut > 0, duplicated > 0]).toEqual([true, true, true])
  proxy.restore()
  await demandAll()
})

/** Two people in one document, both over the same line, which is good so far unless it is said otherwise. */
async function twoOverALine(faults: LineFaults = {}) {
  const server = await startServer({ env: { SAMEPAGE_HEARTBEAT: '1' } })
  const visitor = aVisitor(server.url)
  const { id: document } = await createDocument(visitor)
  const proxy = await openTcpProxy(Number(new URL(server.url).port), SEED)
  proxy.trouble(faults)
  onTestFinished(() => proxy.close())
  const pages = ['a', 'b'].map((author) => aWriter(proxy, document, author))
  for (const { page } of pages) await page.until(isAtRest)
  await writeAll(pages, 2)
  return { server, visitor, document, proxy, pages, demandAll: () => demandAll(visitor, document, pages) }
}

function aWriter(proxy: TcpProxy, document: string, author: string): TokenWriter {
  const page = openPage(`http://127.0.0.1:${proxy.port}`, document)
  onTestFinished(() => page.client.stop())
  page.client.start()
  return { page, author, written: 0 }
}
