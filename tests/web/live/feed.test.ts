import { expect, onTestFinished, test } from 'vitest'
import { createStreams } from '../../../web/api/stream.ts'
import { createFeed } from '../../../web/live/create-feed.ts'
import type { Feed } from '../../../web/live/feed.ts'
import { createCookieFetch } from '../../support/cookie-fetch.ts'
import { countStreams } from '../../support/counted-streams.ts'
import { type FeedPage, openFeedPage, placeAt } from '../../support/feed-page.ts'
import { aVisitor, createDocument, type as write } from '../../support/http.ts'
import { startServer } from '../../support/server.ts'
import { openTcpProxy } from '../../support/tcp-proxy.ts'
import { createTurnedClock } from '../../support/turned-clock.ts'

test('pages of many documents share one stream, and each hears of its own document only', async () => {
  const { visitor, browser, aDocument, aPage } = await aWorld()
  const [tea, ink] = [await aDocument(), await aDocument()]
  const pages = [await aPage(tea), await aPage(tea), await aPage(ink)]
  for (const page of pages) await page.until(() => page.told.includes('hello'))
  await expect.poll(browser.open).toBe(1)
  await write(visitor, tea, 'a')
  await write(visitor, ink, 'b')
  await write(visitor, ink, 'c')
  await pages[2]?.until(() => pages[2]?.seqs().length === 2)
  await pages[0]?.until(() => pages[0]?.seqs().length === 1)
  expect(pages.map((page) => page.seqs())).toEqual([[1], [1], [1, 2]])
})

test('a page that joins makes no other blind: the stream is replaced after the new one has said hello', async () => {
  const { visitor, browser, aDocument, aPage } = await aWorld()
  const [tea, ink] = [await aDocument(), await aDocument()]
  const ann = await aPage(tea)
  await ann.until(() => ann.told.includes('hello'))
  const watcher = await aPage(tea, createFeed(aBrowser(visitor.url)))
  await watcher.until(() => watcher.present().includes(ann.client))
  const others: FeedPage[] = []
  for (let i = 1; i <= 5; i++) {
    const other = await aPage(ink)
    others.push(other)
    await write(visitor, tea, 'x')
    await other.until(() => other.told.includes('hello'))
  }
  await ann.until(() => ann.seqs().length === 5)
  await expect.poll(browser.open).toBe(1)
  expect(browser.opened()).toBeGreaterThan(1)
  expect(ann.seqs()).toEqual([1, 2, 3, 4, 5])
  for (const page of [ann, ...others]) expect(page.told).not.toContain('down')
  // Whoever had left would have been told of as one who left: two words about her, not one.
  expect(watcher.present()).toContain(ann.client)
  expect(watcher.told.filter((word) => word === 'presence').length).toBeLessThanOrEqual(1)
})

test('after every cut a page goes on exactly where it was', async () => {
  const { visitor, server, browser, feed, aDocument, aPage } = await aWorld()
  const tea = await aDocument()
  const page = await aPage(tea)
  let written = 0
  for (let round = 1; round <= 4; round++) {
    await page.until(() => page.told.filter((word) => word === 'hello').length >= round)
    written += 3
    for (let i = 0; i < 3; i++) await write(visitor, tea, 'x')
    await page.until(() => page.seqs().length === written)
    browser.cut()
    await page.until(() => page.told.at(-1) === 'down')
    await write(visitor, tea, 'unseen')
    written += 1
    feed.check()
  }
  await page.until(() => page.seqs().length === written)
  expect(page.seqs()).toEqual(Array.from({ length: written }, (_, i) => i + 1))
  expect(server.log()).not.toContain('a stream failed')
})

test('pages of one document that stand at different events get what each of them lacks', async () => {
  const { visitor, aDocument, aPage } = await aWorld()
  const tea = await aDocument()
  for (const letter of 'abcd') await write(visitor, tea, letter)
  const [late, early] = [await aPage(tea, undefined, 3), await aPage(tea, undefined, 1)]
  for (const page of [late, early]) await page.until(() => page.seqs().at(-1) === 4)
  await write(visitor, tea, 'e')
  for (const page of [late, early]) await page.until(() => page.seqs().at(-1) === 5)
  expect(early.seqs()).toEqual([2, 3, 4, 5])
  expect(late.seqs()).toEqual([4, 5])
})

test('a page that knows another past than the log’s is reset, and the others of its document are not', async () => {
  const { visitor, browser, feed, aDocument } = await aWorld()
  const tea = await aDocument()
  for (const letter of 'abcd') await write(visitor, tea, letter)
  const behind = await placeAt(visitor, tea, 1)
  const place = await placeAt(visitor, tea, 3)
  const strayed = { ...place, chain: 'AAAAAAAAAAAA' }
  const ahead = { ...place, seq: 9, chain: 'AAAAAAAAAAAA' }
  const atHead = { ...(await placeAt(visitor, tea)), chain: 'AAAAAAAAAAAA' }
  const [good, ...others] = [behind, strayed, ahead, atHead].map((each) => openFeedPage(feed, each))
  if (!good) throw new Error('nobody is there')
  for (const each of [good, ...others]) onTestFinished(each.close)
  // All of them are asked for on one line, which begins where the one behind stands.
  browser.cut()
  feed.check()
  for (const each of others) await each.until(() => each.told.includes('reset'))
  await good.until(() => good.seqs().at(-1) === 4)
  await write(visitor, tea, 'e')
  await good.until(() => good.seqs().at(-1) === 5)
  expect(good.told).not.toContain('reset')
  for (const each of others) expect(each.told.filter((word) => word === 'reset')).toHaveLength(1)
})

test('a hello that comes later than what another line has told meanwhile resets nobody', async () => {
  const { visitor, server, aDocument } = await aWorld()
  const tea = await aDocument()
  const proxy = await openTcpProxy(Number(new URL(server.url).port))
  onTestFinished(() => proxy.close())
  const clock = createTurnedClock()
  const url = `http://127.0.0.1:${proxy.port}`
  const feed = createFeed({ streams: createStreams(url, createCookieFetch()), clock, random: Math.random })
  const page = openFeedPage(feed, await placeAt(visitor, tea))
  onTestFinished(page.close)
  await page.until(() => page.told.includes('hello'))
  // The stream that is to relieve the first one is held back on its way, the first one is not.
  proxy.trouble({ buffer: 'whole' }, 'new connections')
  clock.turn(6_000)
  feed.check(5_000)
  await expect.poll(() => server.readers.counts().streams).toBe(2)
  for (let seq = 1; seq <= 3; seq++) {
    await write(visitor, tea, 'x')
    await page.until(() => page.seqs().length === seq)
  }
  proxy.restore()
  await page.until(() => page.told.filter((word) => word === 'hello').length === 2)
  await write(visitor, tea, 'x')
  await page.until(() => page.seqs().length === 4)
  expect(page.told).not.toContain('reset')
})

test('a line that passes a stream on in blocks is polled, although a hello came', async () => {
  const { visitor, server, aDocument } = await aWorld()
  const tea = await aDocument()
  const proxy = await openTcpProxy(Number(new URL(server.url).port))
  onTestFinished(() => proxy.close())
  const clock = createTurnedClock()
  const streams = createStreams(`http://127.0.0.1:${proxy.port}`, createCookieFetch())
  const feed = createFeed({ streams, clock, random: Math.random })
  const page = openFeedPage(feed, await placeAt(visitor, tea))
  onTestFinished(page.close)
  await page.until(() => page.told.includes('hello'))
  proxy.trouble({ buffer: 1_000 })
  for (let seq = 1; seq <= 9; seq++) await write(visitor, tea, 'x')
  await page.until(() => page.seqs().length > 2)
  expect(page.seqs().length).toBeLessThan(9)
  await expect.poll(() => proxy.counts().held).toBeGreaterThan(0)
  clock.turn(4_000)
  clock.turn(1)
  await page.until(() => page.seqs().length === 9)
  expect(page.transport()).toBe('polling')
})

test('who closes a page is not present any more, without a goodbye of theirs', async () => {
  const { visitor, clock, aDocument, aPage } = await aWorld()
  const tea = await aDocument()
  const watcher = await aPage(tea, createFeed(aBrowser(visitor.url)))
  const [stays, goes] = [await aPage(tea), await aPage(tea)]
  await watcher.until(() => [stays, goes].every(({ client }) => watcher.present().includes(client)))
  goes.close()
  clock.turn(4_000)
  await watcher.until(() => !watcher.present().includes(goes.client))
  expect(watcher.present()).toContain(stays.client)
  expect(stays.told).not.toContain('down')
})

test('more documents than one stream holds are followed on a second one', async () => {
  const { visitor, browser, aDocument, aPage } = await aWorld()
  const documents: string[] = []
  for (let i = 0; i < 61; i++) documents.push(await aDocument())
  const pages = await Promise.all(documents.map((each) => aPage(each)))
  for (const page of pages) await page.until(() => page.told.includes('hello'))
  await expect.poll(browser.open).toBe(2)
  for (const document of [documents[0], documents[60]]) await write(visitor, document ?? '', 'x')
  for (const page of [pages[0], pages[60]]) await page?.until(() => page.seqs().length === 1)
})

test('a document that is not there is refused to its page, and the others are followed', async () => {
  const { visitor, feed, aDocument, aPage } = await aWorld()
  const tea = await aDocument()
  const good = await aPage(tea)
  const place = await placeAt(visitor, tea)
  const lost = openFeedPage(feed, { ...place, id: 'AAAAAAAAAAAAAAAAAAAAAA' as never })
  await lost.until(() => lost.told.includes('refused'))
  expect(lost.refusal()).toBe('not-found')
  await write(visitor, tea, 'x')
  await good.until(() => good.seqs().length === 1)
})

test('a silent stream is given up, but not for a sleep: then another one is opened beside it first', async () => {
  const { browser, clock, aDocument, aPage } = await aWorld({ SAMEPAGE_HEARTBEAT: '60' })
  const page = await aPage(await aDocument())
  await page.until(() => page.told.includes('hello'))
  clock.sleep(600_000)
  await page.until(() => page.told.filter((word) => word === 'hello').length === 2)
  expect(page.told).not.toContain('down')
  await expect.poll(browser.open).toBe(1)
  clock.turn(200_000)
  expect(page.told.at(-1)).toBe('down')
})

test('a line that may be dead is renewed when somebody doubts it, and not when it has just spoken', async () => {
  const { feed, browser, clock, aDocument, aPage } = await aWorld({ SAMEPAGE_HEARTBEAT: '60' })
  const page = await aPage(await aDocument())
  await page.until(() => page.told.includes('hello'))
  feed.check(5_000)
  expect(browser.opened()).toBe(1)
  clock.turn(6_000)
  feed.check(5_000)
  await page.until(() => page.told.filter((word) => word === 'hello').length === 2)
  expect(page.told).not.toContain('down')
  expect(browser.opened()).toBe(2)
})

function aBrowser(url: string) {
  return { streams: createStreams(url, createCookieFetch()), clock: createTurnedClock(), random: Math.random }
}

async function aWorld(env: Record<string, string> = {}) {
  const server = await startServer({ env })
  const visitor = aVisitor(server.url)
  const { streams, clock, random } = aBrowser(server.url)
  const browser = countStreams(streams)
  const feed = createFeed({ streams: browser.streams, clock, random })
  const aDocument = async () => (await createDocument(visitor)).id
  const aPage = async (document: string, by: Feed = feed, at?: number): Promise<FeedPage> => {
    const page = openFeedPage(by, await placeAt(visitor, document, at))
    onTestFinished(page.close)
    return page
  }
  return { server, visitor, browser, clock, feed, aDocument, aPage }
}
