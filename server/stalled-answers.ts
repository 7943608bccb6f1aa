import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Ends answers of which nothing was taken for `stallMs`, and at the latest after twice that: what waits would otherwise
 * be held for as long as somebody keeps a connection open. One that listens for `timeout` itself sees to it itself.
 */
export function endStalledAnswers(server: Server, stallMs: number): void {
  const answering = new Map<Socket, ServerResponse>()
  const hasAsked = new WeakSet<Socket>()
  server.prependListener('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    hasAsked.add(socket)
    answering.set(socket, response)
    response.once('close', () => {
      if (answering.get(socket) === response) answering.delete(socket)
    })
  })
  // Node's own timer of a socket: it runs out when neither bytes came nor any of those that wait were taken.
  server.setTimeout(stallMs, (socket: Socket) => {
    const response = answering.get(socket)
    // A connection that was kept for the next request has been idle for its time.
    if (!response && hasAsked.has(socket)) return void socket.destroy()
    const isStalled = response?.listenerCount('timeout') === 0 && socket.writableLength > 0
    if (isStalled) socket.destroy()
    else socket.setTimeout(stallMs)
  })
}
