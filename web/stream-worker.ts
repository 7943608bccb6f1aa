import { createStreams } from './api/stream.ts'
import { createFeed } from './live/create-feed.ts'
import { servePorts } from './live/serve-ports.ts'
import { systemClock } from './system-clock.ts'

// A shared worker: all pages of this browser that come from the same build have this one, and one stream with it.
const streams = createStreams()
const ports = servePorts(createFeed({ streams, clock: systemClock, random: Math.random }), systemClock)

addEventListener('connect', (event) => {
  const [port] = (event as MessageEvent).ports
  if (port) ports.add(port)
})
