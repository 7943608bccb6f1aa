import { HEARTBEAT_MS } from '../../document/protocol/limits.ts'
import type { Clock } from '../sync/clock.ts'
import type { Feed, Subscribed, Wish } from './feed.ts'
import { PING_MS, type Port, type ToPage, type ToWorker } from './worker-messages.ts'

/** The worker's side: one feed for all pages of a browser. */
export interface Ports {
  /** A page has connected. */
  add(port: Port): void
}

/** A page that answers no ping for so long is frozen or gone; few browsers tell a worker of either. */
const SILENT_MS = 2 * HEARTBEAT_MS

interface Page {
  readonly port: Port
  readonly places: Map<number, Subscribed>
  heardAt: number
}

/** Serves pages from `feed` until they say goodbye or fall silent. */
export function servePorts(feed: Feed, clock: Clock): Ports {
  const pages = new Set<Page>()
  let cancelPing: (() => void) | undefined

  function pingAll(): void {
    const due = clock.now() + PING_MS
    cancelPing = clock.after(PING_MS, () => {
      // Where this timer was late everything slept, the pages too: they get another period.
      const slept = clock.now() - due
      for (const page of pages) {
        page.heardAt += slept
        if (clock.now() - page.heardAt > SILENT_MS) drop(page)
        else say(page, { kind: 'ping' })
      }
      cancelPing = undefined
      if (pages.size > 0) pingAll()
    })
  }

  function drop(page: Page): void {
    say(page, { kind: 'dropped' })
    remove(page)
  }

  function remove(page: Page): void {
    if (!pages.delete(page)) return
    for (const place of page.places.values()) place.close()
    page.places.clear()
    page.port.close()
  }

  function take(page: Page, message: ToWorker): void {
    if (!pages.has(page)) return
    page.heardAt = clock.now()
    switch (message.kind) {
      case 'open':
        open(page, message.place, message.wish)
        return
      case 'close':
        page.places.get(message.place)?.close()
        page.places.delete(message.place)
        return
      case 'check':
        feed.check(message.silentMs)
        return
      case 'bye':
        remove(page)
        return
      default:
    }
  }

  function open(page: Page, place: number, wish: Wish): void {
    const subscribed = feed.subscribe(wish, {
      onHello: (hello, transport) => say(page, { kind: 'hello', place, hello, transport }),
      onEvent: (event, data) => say(page, { kind: 'event', place, event, data }),
      onDown: (why) => say(page, { kind: 'down', place, why }),
      onRefused: (code) => say(page, { kind: 'refused', place, code }),
    })
    page.places.set(place, subscribed)
  }

  return {
    add(port) {
      const page: Page = { port, places: new Map(), heardAt: clock.now() }
      pages.add(page)
      // Some browsers tell of a page that has gone; where they do not, its silence does.
      port.addEventListener('close', () => remove(page))
      port.onmessage = ({ data }: MessageEvent<ToWorker>) => take(page, data)
      say(page, { kind: 'ping' })
      if (!cancelPing) pingAll()
    },
  }
}

function say({ port }: Page, message: ToPage): void {
  port.postMessage(message)
}
