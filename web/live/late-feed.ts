import type { Clock } from '../sync/clock.ts'
import type { Feed, FeedListener, Subscribed, Wish } from './feed.ts'

/** What a feed that comes later needs from outside. */
export interface LateFeedDeps {
  readonly clock: Clock
  readonly fetchFeed: () => Promise<Feed>
}

/** A feed that could not be fetched is fetched again after so long, or when somebody looks after the line. */
const AGAIN_MS = 3_000

interface Waiting {
  readonly wish: Wish
  readonly listener: FeedListener
  subscribed: Subscribed | undefined
}

/** A feed whose code is fetched when it is first subscribed to; until it is there the line is down. */
export function createLateFeed({ clock, fetchFeed }: LateFeedDeps): Feed {
  const waiting = new Set<Waiting>()
  let feed: Feed | undefined
  let isFetching = false
  let cancel = () => {}

  async function begin(): Promise<void> {
    cancel()
    if (isFetching || feed) return
    isFetching = true
    feed = await fetchFeed().catch(() => undefined)
    isFetching = false
    for (const one of waiting) {
      if (feed) join(one, feed)
      else one.listener.onDown()
    }
    if (!feed && waiting.size > 0) cancel = clock.after(AGAIN_MS, () => void begin())
  }

  function join(one: Waiting, to: Feed): void {
    waiting.delete(one)
    one.subscribed = to.subscribe(one.wish, one.listener)
  }

  return {
    subscribe(wish, listener) {
      const one: Waiting = { wish, listener, subscribed: undefined }
      if (feed) join(one, feed)
      else {
        waiting.add(one)
        void begin()
      }
      return {
        close() {
          waiting.delete(one)
          one.subscribed?.close()
          if (waiting.size === 0) cancel()
        },
      }
    },
    check(silentMs) {
      if (feed) feed.check(silentMs)
      else if (waiting.size > 0) void begin()
    },
  }
}
