import { expect, onTestFinished, test } from 'vitest'
import { createStreams } from '../../../web/api/stream.ts'
import { createFeed } from '../../../web/live/create-feed.ts'
import { createCookieFetch } from '../../support/cookie-fetch.ts'
import { openFeedPage, placeAt } from '../../support/feed-page.ts'
import { aVisitor, createDocument, type as write } from '../../support/http.ts'
import { startServer } from '../../support/server.ts'
import { type Manner, openStreamMeddler } from '../../support/stream-meddler.ts'
import { createTurnedClock } from '../../support/turned-clock.ts'

/** A stream without hello is given up before so much time has passed. */
const PATIENCE_MS = 9_000

test.each<Manner>(['keeps', 'keeps the body', 'strips', 'forbids', 'refuses'])(
  'where something between %s streams, a page asks instead, and misses nothing',
  async (manner) => {
    const { visitor, document, box, clock, whileTimePasses, aPage } = await aWorld(manner)
    const page = await aPage()
    await whileTimePasses(page.transport, 'polling')
    // What was tried beside the first poll fails as the stream before it did.
    await whileTimePasses(() => box.asked().streams >= 2, true)
    clock.turn(PATIENCE_MS)
    for (const letter of 'abc') await write(visitor, document, letter)
    await page.until(() => page.seqs().length === 3)
    expect(page.seqs()).toEqual([1, 2, 3])
    const second = await aPage()
    await second.until(() => second.told.includes('hello'))
    expect(second.transport()).toBe('polling')
    expect(page.told.slice(page.told.indexOf('hello'))).not.toContain('down')
    expect(page.present()).toContain(second.client)

    // Two streams have been held back since; from here on one is tried every few minutes and no more.
    const tried = box.asked().streams
    clock.turn(4 * 60_000)
    await write(visitor, document, 'd')
    await page.until(() => page.seqs().length === 4)
    expect(box.asked().streams).toBe(tried)
  },
)

test('a page that asks goes back to a stream as soon as one comes through, without a moment of blindness', async () => {
  const { visitor, document, box, clock, aPage } = await aWorld('forbids')
  const page = await aPage()
  await page.until(() => page.transport() === 'polling')
  await expect.poll(() => box.asked().streams).toBe(2)
  box.behave('good')
  clock.turn(5 * 60_000)
  await page.until(() => page.transport() === 'stream')
  const { polls } = box.asked()
  for (const letter of 'ab') await write(visitor, document, letter)
  await page.until(() => page.seqs().length === 2)
  expect(page.told.slice(page.told.indexOf('hello'))).not.toContain('down')
  expect(box.asked().polls).toBe(polls)
})

test('back on another network, a page that asks tries a stream at once', async () => {
  const { box, clock, feed, aPage } = await aWorld('forbids')
  const page = await aPage()
  await page.until(() => page.transport() === 'polling')
  await expect.poll(() => box.asked().streams).toBe(2)
  box.behave('good')
  clock.turn(60_000)
  feed.check()
  await page.until(() => page.transport() === 'stream')
})

test.each<Manner>(['ends', 'cuts'])(
  'a way that %s every stream after a moment is no reason to ask instead: ten short ones in a row stay streams',
  async (manner) => {
    const { visitor, document, box, feed, aPage } = await aWorld(manner)
    const page = await aPage()
    const count = (word: string) => page.told.filter((each) => each === word).length
    for (let round = 1; round <= 10; round++) {
      await page.until(() => count('down') >= round)
      await write(visitor, document, 'x')
      feed.check()
    }
    await page.until(() => page.seqs().length === 10)
    expect(page.seqs()).toEqual(Array.from({ length: 10 }, (_, i) => i + 1))
    expect(page.transport()).toBe('stream')
    expect(box.asked().polls).toBe(0)
    expect(box.asked().streams).toBeGreaterThanOrEqual(10)
  },
)

test('a server that was away for a while is no reason to ask instead', async () => {
  const { box, clock, whileTimePasses, aPage } = await aWorld('down')
  const page = await aPage()
  await whileTimePasses(() => box.asked().streams >= 8, true)
  box.behave('good')
  await whileTimePasses(page.transport, 'stream')
  const { polls } = box.asked()
  clock.turn(60_000)
  expect(box.asked().polls).toBe(polls)
})

async function aWorld(manner: Manner) {
  const server = await startServer()
  const visitor = aVisitor(server.url)
  const { id: document } = await createDocument(visitor)
  const box = await openStreamMeddler(server.url)
  onTestFinished(() => box.close())
  // As a browser's page does, which has its cookie before it follows anything.
  const fetch = createCookieFetch()
  await fetch(`${box.url}/api/me`)
  box.behave(manner)
  const clock = createTurnedClock()
  const feed = createFeed({
    streams: createStreams(box.url, fetch),
    clock,
    random: Math.random,
  })
  const aPage = async () => {
    const page = openFeedPage(feed, await placeAt(visitor, document))
    onTestFinished(page.close)
    return page
  }
  /** Seconds pass between two looks, until what is looked at is so. */
  const whileTimePasses = (look: () => unknown, wanted: unknown) =>
    expect
      .poll(
        () => {
          clock.turn(1_000)
          return look()
        },
        { timeout: 30_000 },
      )
      .toBe(wanted)
  return { visitor, document, box, clock, feed, whileTimePasses, aPage }
}
