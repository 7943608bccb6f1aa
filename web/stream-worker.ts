import { servePorts } from './live/serve-ports.ts'
import { createOwnFeed } from './own-feed.ts'
import { systemClock } from './system-clock.ts'

// A shared worker: all pages of this browser that come from the same build have this one, and one stream with it.
const ports = servePorts(createOwnFeed(), systemClock)

addEventListener('connect', (event) => {
  const [port] = (event as MessageEvent).ports
  if (port) ports.add(port)
})
