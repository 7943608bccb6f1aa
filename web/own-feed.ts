import { createStreams } from './api/stream.ts'
import { createFeed } from './live/create-feed.ts'
import type { Feed } from './live/feed.ts'
import { systemClock } from './system-clock.ts'

/** A feed on connections of this page's own, or of this worker's. */
export function createOwnFeed(): Feed {
  return createFeed({ streams: createStreams(), clock: systemClock, random: Math.random })
}
