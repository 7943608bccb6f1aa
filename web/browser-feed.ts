import type { Feed } from './live/feed.ts'
import { createLateFeed } from './live/late-feed.ts'
import { createWorkerFeed } from './live/worker-feed.ts'
import type { Port } from './live/worker-messages.ts'
import { systemClock } from './system-clock.ts'

/** One feed for all pages of this browser, where it has shared workers; else one of this page's own. */
export function createBrowserFeed(): Feed {
  // A browser without them needs it as soon as its document is there.
  if (!('SharedWorker' in globalThis)) fetchOwn().catch(() => undefined)
  return createWorkerFeed({
    clock: systemClock,
    connect,
    createOwn: () => createLateFeed({ clock: systemClock, fetchFeed: fetchOwn }),
  })
}

/** Most pages have the worker's: the code of a feed of their own comes when it is needed. */
async function fetchOwn(): Promise<Feed> {
  return (await import('./own-feed.ts')).createOwnFeed()
}

function connect(onFail: () => void): Port | undefined {
  try {
    // The file's hashed address is the worker's name: pages of another build have another worker.
    const worker = new SharedWorker(new URL('./stream-worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('error', onFail)
    return worker.port
  } catch {
    return undefined
  }
}
