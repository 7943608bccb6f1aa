import { expect, onTestFinished, test } from 'vitest'
import { createStreams } from '../../../web/api/stream.ts'
import { createFeed } from '../../../web/live/create-feed.ts'
import type { Feed } from '../../../web/live/feed.ts'
import { servePorts } from '../../../web/live/serve-ports.ts'
import { createWorkerFeed } from '../../../web/live/worker-feed.ts'
import type { Port } from '../../../web/live/worker-messages.ts'
import { createCookieFetch } from '../../support/cookie-fetch.ts'
import { countStreams } from '../../support/counted-streams.ts'
import { type FeedPage, openFeedPage, placeAt } from '../../support/feed-page.ts'
import { aVisitor, createDocument, type as write } from '../../support/http.ts'
import { startServer } from '../../support/server.ts'
import { createTurnedClock } from '../../support/turned-clock.ts'

/** A page may be silent for three of these. */
const PERIOD_MS = 10_000

test('pages served by one worker share one stream, and the last that goes ends it', async () => {
  const { visitor, document, worker, aTab } = await aWorld()
  const tabs = [await aTab(), await aTab(), await aTab()]
  for (const { page } of tabs) await page.until(() => page.told.includes('hello'))
  await write(visitor, document, 'a')
  for (const { page } of tabs) await page.until(() => page.seqs().length === 1)
  await expect.poll(worker.open).toBe(1)
  for (const { page } of tabs) page.close()
  await expect.poll(worker.open).toBe(0)
})

test('a page that is frozen or has crashed is served no more, and the others do not notice', async () => {
  const { visitor, document, worker, aTab, periods } = await aWorld()
  const [stays, falls] = [await aTab(), await aTab()]
  for (const { page } of [stays, falls]) await page.until(() => page.told.includes('hello'))
  falls.freeze()
  await periods(4)
  worker.clock.turn(PERIOD_MS)
  await expect.poll(() => worker.newest()[0]?.clients).toEqual([stays.page.client])
  await write(visitor, document, 'a')
  await stays.page.until(() => stays.page.seqs().length === 1)
  expect(stays.page.told).not.toContain('down')
})

test('a page that thaws goes on exactly where it was', async () => {
  const { visitor, document, aTab, periods } = await aWorld()
  const { page, freeze, thaw } = await aTab()
  await page.until(() => page.told.includes('hello'))
  await write(visitor, document, 'a')
  await page.until(() => page.seqs().length === 1)
  freeze()
  await write(visitor, document, 'b')
  await periods(4)
  await write(visitor, document, 'c')
  thaw()
  await page.until(() => page.seqs().length === 3)
  expect(page.seqs()).toEqual([1, 2, 3])
})

test('a machine that slept drops nobody: pages get another period to answer', async () => {
  const { worker, aTab, periods } = await aWorld()
  const { page } = await aTab()
  await page.until(() => page.told.includes('hello'))
  worker.clock.sleep(3_600_000)
  await periods(2)
  expect(worker.newest()[0]?.clients).toEqual([page.client])
  expect(page.told).not.toContain('down')
})

test('a worker that falls silent is asked again, and at the second silence the page does without', async () => {
  const { visitor, document, worker, aTab } = await aWorld()
  const { page, clock, own } = await aTab()
  await page.until(() => page.told.includes('hello'))
  await write(visitor, document, 'a')
  await page.until(() => page.seqs().length === 1)
  worker.kill()
  await write(visitor, document, 'b')
  clock.turn(3_200)
  expect(page.told.at(-1)).toBe('down')
  expect(own.opened()).toBe(0)
  clock.turn(3_200)
  await page.until(() => page.seqs().length === 2)
  expect(own.open()).toBe(1)
  expect(page.seqs()).toEqual([1, 2])
})

test('pages whose worker is gone with the tab it lived in are served by another one at once', async () => {
  const { visitor, document, worker, aTab } = await aWorld()
  const tabs = [await aTab(), await aTab()]
  for (const { page } of tabs) await page.until(() => page.told.includes('hello'))
  await write(visitor, document, 'a')
  for (const { page } of tabs) await page.until(() => page.seqs().length === 1)
  worker.crash()
  await write(visitor, document, 'b')
  for (const { page, own } of tabs) {
    await page.until(() => page.seqs().length === 2)
    expect(page.seqs()).toEqual([1, 2])
    expect(own.opened()).toBe(0)
  }
})

test('without shared workers, or with one that cannot start, a page has a stream of its own', async () => {
  const { visitor, document, worker, aTab } = await aWorld()
  const none = await aTab(() => undefined)
  const failing = await aTab((onFail) => {
    queueMicrotask(onFail)
    return new MessageChannel().port1
  })
  await write(visitor, document, 'a')
  for (const { page, own } of [none, failing]) {
    await page.until(() => page.seqs().length === 1)
    expect(own.open()).toBe(1)
  }
  expect(worker.opened()).toBe(0)
})

test('a page that began without a slow worker is served by it when it comes, missing and doubling nothing', async () => {
  const { visitor, document, worker, aTab } = await aWorld()
  const asked: Port[] = []
  const { page, clock, own } = await aTab(() => {
    const { port1, port2 } = new MessageChannel()
    asked.push(port1)
    return port2
  })
  clock.turn(4_000)
  await page.until(() => page.told.includes('hello'))
  expect(own.open()).toBe(1)
  await write(visitor, document, 'a')
  await page.until(() => page.seqs().length === 1)
  for (const port of asked) worker.add(port)
  await expect.poll(worker.open).toBe(1)
  await expect.poll(own.open).toBe(0)
  await write(visitor, document, 'b')
  await page.until(() => page.seqs().includes(2))
  expect([...new Set(page.seqs())]).toEqual([1, 2])
  expect(page.told).not.toContain('down')
})

test('a page that asked a worker which was just dying asks for another one, and keeps no stream of its own', async () => {
  const { visitor, document, worker, aTab } = await aWorld()
  const asked: Port[] = []
  const { page, clock, own } = await aTab(() => {
    const { port1, port2 } = new MessageChannel()
    asked.push(port1)
    return port2
  })
  clock.turn(3_200)
  await page.until(() => page.told.includes('hello'))
  await write(visitor, document, 'a')
  await page.until(() => page.seqs().length === 1)
  expect(own.open()).toBe(1)
  // Nobody ever serves the first port.
  expect(asked).toHaveLength(2)
  clock.turn(6_200)
  expect(asked).toHaveLength(3)
  worker.add(asked[2] as Port)
  await expect.poll(own.open).toBe(0)
  expect(worker.open()).toBe(1)
  await write(visitor, document, 'b')
  await page.until(() => page.seqs().includes(2))
  expect(page.told).not.toContain('down')
})

async function aWorld() {
  // No stream falls silent in the time that passes here.
  const server = await startServer({ env: { SAMEPAGE_HEARTBEAT: '300' } })
  const visitor = aVisitor(server.url)
  const { id: document } = await createDocument(visitor)
  const fetch = createCookieFetch()
  await fetch(`${server.url}/api/me`)
  const streams = createStreams(server.url, fetch)

  const workerClock = createTurnedClock()
  const counted = countStreams(streams)
  const ports = servePorts(
    createFeed({ streams: counted.streams, clock: workerClock, random: Math.random }),
    workerClock,
  )
  let isDead = false
  const served: Port[] = []
  const add = (port: Port): void => {
    served.push(port)
    if (!isDead) ports.add(port)
  }
  /** What a browser does: the worker gets one end of a channel. */
  const connect = (): Port => {
    const { port1, port2 } = new MessageChannel()
    onTestFinished(() => port2.close())
    add(port1)
    return port2
  }
  const aTab = (connectTab: (onFail: () => void) => Port | undefined = connect): Promise<Tab> =>
    openTab(connectTab)

  interface Tab {
    readonly page: FeedPage
    readonly clock: ReturnType<typeof createTurnedClock>
    /** The streams of the page's own. */
    readonly own: ReturnType<typeof countStreams>
    /** Nothing reaches the page, and nothing comes of it, until `thaw`. */
    freeze(): void
    thaw(): void
  }

  async function openTab(connectTab: (onFail: () => void) => Port | undefined): Promise<Tab> {
    const clock = createTurnedClock()
    const own = countStreams(streams)
    const kept: (() => void)[] = []
    let isFrozen = false
    /** What comes for a frozen page waits. */
    const gate = (port: Port): void => {
      const listeners = new Map<string, (event: MessageEvent) => void>()
      for (const kind of ['message', 'close']) {
        port.addEventListener(kind, (event) => {
          const tell = () => listeners.get(kind)?.(event as MessageEvent)
          if (isFrozen) kept.push(tell)
          else tell()
        })
      }
      Object.defineProperty(port, 'onmessage', {
        set: (listener) => {
          listeners.set('message', listener)
          ;(port as MessagePort).start()
        },
      })
      port.addEventListener = (kind: string, listener: never) => void listeners.set(kind, listener)
    }
    const feed: Feed = createWorkerFeed({
      clock,
      connect(onFail) {
        const port = connectTab(onFail)
        if (port) gate(port)
        return port
      },
      createOwn: () => createFeed({ streams: own.streams, clock, random: Math.random }),
    })
    const page = openFeedPage(feed, await placeAt(visitor, document))
    onTestFinished(page.close)
    return {
      page,
      clock,
      own,
      freeze() {
        isFrozen = true
      },
      thaw() {
        isFrozen = false
        for (const tell of kept.splice(0)) tell()
      },
    }
  }

  return {
    visitor,
    document,
    worker: {
      ...counted,
      clock: workerClock,
      add,
      /** It hangs: what is said to it is lost, now and later. */
      kill() {
        isDead = true
        for (const port of served) port.onmessage = null
      },
      crash() {
        for (const port of served.splice(0)) port.close()
      },
    },
    aTab,
    /** Lets time pass in the worker, and the pages answer. */
    async periods(count: number) {
      for (let i = 0; i < count; i++) {
        workerClock.turn(PERIOD_MS)
        for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate)
      }
    },
  }
}
