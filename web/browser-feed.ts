import type { Streams } from './api/stream.ts'
import { createFeed } from './live/create-feed.ts'
import type { Feed } from './live/feed.ts'
import { createWorkerFeed } from './live/worker-feed.ts'
import type { Port } from './live/worker-messages.ts'
import { systemClock } from './system-clock.ts'

/** One feed for all pages of this browser, where it has shared workers; else one of this page's own. */
export function createBrowserFeed(streams: Streams): Feed {
  return createWorkerFeed({
    clock: systemClock,
    connect,
    createOwn: () => createFeed({ streams, clock: systemClock, random: Math.random }),
  })
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
