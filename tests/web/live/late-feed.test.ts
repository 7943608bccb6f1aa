import { expect, test } from 'vitest'
import type { Feed, FeedListener } from '../../../web/live/feed.ts'
import { createLateFeed } from '../../../web/live/late-feed.ts'
import { createTurnedClock } from '../../support/turned-clock.ts'

const WISH = { document: 'd', client: 'c', seq: 3, chain: 'x', epoch: 'e' }

/** A feed that comes when it is let, and writes down who asked for what. */
function lateFeed() {
  const asked: string[] = []
  const tries: { resolve: (feed: Feed) => void; reject: (reason: Error) => void }[] = []
  const clock = createTurnedClock()
  const feed = createLateFeed({
    clock,
    fetchFeed: () => new Promise((resolve, reject) => tries.push({ resolve, reject })),
  })
  const real: Feed = {
    subscribe(wish) {
      asked.push(`subscribe ${wish.seq}`)
      return { close: () => asked.push('close') }
    },
    check: (silentMs) => void asked.push(`check ${silentMs}`),
  }
  const told: string[] = []
  const listener: FeedListener = {
    onHello: () => told.push('hello'),
    onEvent: () => told.push('event'),
    onDown: () => told.push('down'),
    onRefused: () => told.push('refused'),
  }
  return { asked, tries, clock, feed, real, told, listener }
}

test('who subscribes before the feed is there is subscribed when it comes, and can leave before', async () => {
  const { asked, tries, feed, real, listener } = lateFeed()
  const first = feed.subscribe(WISH, listener)
  feed.subscribe({ ...WISH, seq: 4 }, listener).close()
  expect(tries.length).toBe(1)
  tries[0]?.resolve(real)
  await expect.poll(() => asked).toEqual(['subscribe 3'])
  feed.check(7)
  feed.subscribe({ ...WISH, seq: 5 }, listener)
  first.close()
  expect(asked).toEqual(['subscribe 3', 'check 7', 'subscribe 5', 'close'])
})

test('a feed that cannot be fetched is a line that is down, fetched again after a while or when asked', async () => {
  const { asked, tries, clock, feed, real, told, listener } = lateFeed()
  feed.subscribe(WISH, listener)
  tries[0]?.reject(new Error('no line'))
  await expect.poll(() => told).toEqual(['down'])
  clock.turn(3_000)
  expect(tries.length).toBe(2)
  tries[1]?.reject(new Error('no line'))
  await expect.poll(() => told).toEqual(['down', 'down'])
  feed.check()
  expect(tries.length).toBe(3)
  tries[2]?.resolve(real)
  await expect.poll(() => asked).toEqual(['subscribe 3'])
})
