import type { Clock } from '../sync/clock.ts'
import type { Cursor, Feed, FeedListener, Subscribed, Wish } from './feed.ts'
import { followCursor, readDurable } from './subscriber.ts'
import { PING_MS, type Port, type ToPage, type ToWorker } from './worker-messages.ts'

/** What a page needs to be served by the worker. */
export interface WorkerFeedDeps {
  readonly clock: Clock
  /** Connects to the worker; undefined where there are none. `onFail` says that it cannot be started. */
  readonly connect: (onFail: () => void) => Port | undefined
  /** A feed of the page's own, for when the worker is of no use. */
  readonly createOwn: () => Feed
}

/** A worker that says nothing for so long after it was asked is slow or cannot start: the page begins without. */
const START_MS = 3_000

/**
 * It may also have died while the page was asking, of which no browser tells: the page asks again, each time after
 * twice as long, but not more seldom than this.
 */
const SELDOM_MS = 60_000

/** Without a sign of life of the worker for so long the page connects anew; if that is not answered, it goes without. */
const SILENT_MS = 3 * PING_MS

/** Where a timer fires so much too late the page was busy or slept, and pings wait to be read. */
const JUMP_MS = 500

interface Place {
  readonly number: number
  readonly wish: Wish
  readonly listener: FeedListener
  cursor: Cursor
  /** True between a hello and the next `onDown`. */
  isUp: boolean
  /** While the page serves itself. */
  own: Subscribed | undefined
}

/** A feed in another thread, shared by all pages of a browser; it falls back on one of the page's own. */
export function createWorkerFeed({ clock, connect, createOwn }: WorkerFeedDeps): Feed {
  const places = new Map<number, Place>()
  let port: Port | undefined
  let hasHeard = false
  let heardAt = 0
  let patienceMs = START_MS
  let own: Feed | undefined
  let isWorkerLost = false
  let count = 0
  let cancelWatch = () => {}

  function start(): void {
    stop()
    const mine = isWorkerLost ? undefined : connect(() => port === mine && lose())
    if (!mine) {
      lose()
      return
    }
    port = mine
    hasHeard = false
    // Some browsers tell when the worker is gone, with the tab in whose process it lived.
    mine.addEventListener('close', () => port === mine && again())
    mine.onmessage = ({ data }: MessageEvent<ToPage>) => port === mine && take(mine, data)
    heardAt = clock.now()
    watch(patienceMs, beginWithout)
    for (const place of places.values()) openAt(mine, place)
  }

  function openAt(at: Port, { number, wish, cursor }: Place): void {
    say(at, { kind: 'open', place: number, wish: { ...wish, ...cursor } })
  }

  function stop(): void {
    cancelWatch()
    if (port) say(port, { kind: 'bye' })
    port?.close()
    port = undefined
  }

  function watch(ms: number, onSilence: () => void): void {
    cancelWatch()
    const due = clock.now() + ms
    cancelWatch = clock.after(ms, () => {
      if (clock.now() - due < JUMP_MS) onSilence()
      else watch(ms, onSilence)
    })
  }

  function beginWithout(): void {
    useOwn()
    patienceMs = Math.min(2 * patienceMs, SELDOM_MS)
    start()
  }

  /** What the worker has told since may be lost: each place it served begins anew where its page stands. */
  function again(): void {
    for (const place of places.values()) if (!place.own) down(place)
    start()
  }

  /** There is no worker, or none that could be trusted: for as long as this page lives. */
  function lose(): void {
    isWorkerLost = true
    stop()
    useOwn()
  }

  function useOwn(): void {
    own ??= createOwn()
    for (const place of places.values()) place.own ??= subscribeOwn(own, place)
  }

  function subscribeOwn(feed: Feed, place: Place): Subscribed {
    const { number } = place
    return feed.subscribe(
      { ...place.wish, ...place.cursor },
      {
        onHello: (hello, transport) => tell(place, { kind: 'hello', place: number, hello, transport }),
        onEvent: (event, data) => tell(place, { kind: 'event', place: number, event, data }),
        onDown: (why) => tell(place, { kind: 'down', place: number, why }),
        onRefused: (code) => tell(place, { kind: 'refused', place: number, code }),
      },
    )
  }

  function take(from: Port, message: ToPage): void {
    hasHeard = true
    heardAt = clock.now()
    patienceMs = START_MS
    watch(SILENT_MS, again)
    if (message.kind === 'ping') say(from, { kind: 'pong' })
    else if (message.kind === 'dropped') again()
    else {
      const place = places.get(message.place)
      // A worker that does not serve the place yet has nothing to take from it.
      if (!place || (message.kind === 'down' && place.own)) return
      if (message.kind === 'hello') relieveOwn(place)
      tell(place, message)
    }
  }

  /** A slow worker has come after all: what the page had of its own is given up where the worker serves it. */
  function relieveOwn(place: Place): void {
    place.own?.close()
    place.own = undefined
    if ([...places.values()].every((each) => !each.own)) own = undefined
  }

  return {
    subscribe(wish, listener) {
      count += 1
      const { seq, chain, epoch } = wish
      const place: Place = {
        number: count,
        wish,
        listener,
        cursor: { seq, chain, epoch },
        isUp: false,
        own: undefined,
      }
      places.set(place.number, place)
      if (port) openAt(port, place)
      else start()
      if (own) useOwn()
      return {
        close() {
          places.delete(place.number)
          place.own?.close()
          if (port) say(port, { kind: 'close', place: place.number })
          if (places.size > 0) return
          stop()
          own = undefined
          patienceMs = START_MS
        },
      }
    },
    check(silentMs) {
      own?.check(silentMs)
      if (port && hasHeard && clock.now() - heardAt > SILENT_MS) again()
      else if (port) say(port, { kind: 'check', silentMs })
    },
  }
}

function say(port: Port, message: ToWorker): void {
  port.postMessage(message)
}

function down(place: Place): void {
  if (place.isUp) place.listener.onDown()
  place.isUp = false
}

function tell(place: Place, message: Exclude<ToPage, { kind: 'ping' | 'dropped' }>): void {
  switch (message.kind) {
    case 'hello':
      place.isUp = true
      place.listener.onHello(message.hello, message.transport)
      return
    case 'event': {
      const event = readDurable(message.data)
      if (event) place.cursor = followCursor(place.cursor, event)
      place.listener.onEvent(message.event, message.data)
      return
    }
    case 'down':
      place.isUp = false
      place.listener.onDown(message.why)
      return
    case 'refused':
      place.listener.onRefused(message.code)
      return
    default:
  }
}
