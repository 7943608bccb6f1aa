import type { IncomingMessage, Server } from 'node:http'
import type { MonotonicClock } from './clock.ts'

const LOOK_MS = 60_000
/** The least that must arrive between two looks: a thousand bytes a second, which the slowest mobile line brings. */
const LEAST_BYTES = 60_000

/**
 * Ends requests whose body comes so slowly that somebody may only want to hold a place. Size and speed bound together
 * how long a request may take: a limit for all would cut off a large file on a slow line each time it is sent.
 */
export function endSlowBodies(server: Server, clock: MonotonicClock): void {
  server.prependListener('request', (request: IncomingMessage) => {
    const { 'content-length': length, 'transfer-encoding': coding } = request.headers
    if (!coding && !Number(length ?? 0)) return
    const { socket } = request
    // Some of the body was read with the headers, so that the first look only counts.
    let seen = Number.NEGATIVE_INFINITY
    const looks = clock.every(LOOK_MS, () => {
      if (request.complete) return looks.cancel()
      if (socket.bytesRead - seen < LEAST_BYTES) {
        // As Node itself ends a request that takes too long.
        socket.end('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n')
        socket.destroySoon()
      }
      seen = socket.bytesRead
    })
    request.once('close', () => looks.cancel())
  })
}
