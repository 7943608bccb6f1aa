import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

type Handle = (request: IncomingMessage, response: ServerResponse) => void

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

/** What it needs from outside. */
export interface OneAtATimeDeps {
  /** Runs something in the next turn of the event loop. */
  readonly soon: (run: () => void) => void
  /** Resolves when a request may be begun beside those of other connections; undefined for one that nobody waits for. */
  readonly pass: (request: IncomingMessage) => Promise<void> | undefined
}

/** How many requests may wait on a connection; browsers and proxies send the next one when the answer is there. */
const MOST_WAITING = 100

/**
 * Handles the requests of a connection one after another, each in a turn of its own: somebody may send thousands in one
 * packet (RFC 9112, 9.3.2), and all of them would be worked on before anybody else is served. A connection on which more
 * than 100 wait is cut off; none of those was begun.
 */
export function oneAtATime(handle: Handle, { soon, pass }: OneAtATimeDeps): Handle {
  const underWay = new WeakMap<Socket, Exchange[]>()

  function begin(socket: Socket, { request, response }: Exchange): void {
    response.once('close', () => soon(() => next(socket)))
    const passed = pass(request)
    if (passed) void passed.then(() => socket.destroyed || handle(request, response))
    else handle(request, response)
  }

  function next(socket: Socket): void {
    const exchange = socket.destroyed ? undefined : underWay.get(socket)?.shift()
    if (exchange) begin(socket, exchange)
    else underWay.delete(socket)
  }

  return (request, response) => {
    const { socket } = request
    // What came in the same packet is still told of after the connection was cut off.
    if (socket.destroyed) return
    const waiting = underWay.get(socket)
    if (!waiting) {
      underWay.set(socket, [])
      begin(socket, { request, response })
    } else if (waiting.length < MOST_WAITING) waiting.push({ request, response })
    else socket.destroy()
  }
}
