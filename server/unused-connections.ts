import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/** Connections on which nobody has asked for anything yet. */
export interface UnusedConnections {
  close(): void
}

/**
 * Browsers open connections in advance. Node does not count them as idle before their first request, so a server
 * that stops would wait for each until its deadline.
 */
export function trackUnused(server: Server): UnusedConnections {
  const unused = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    unused.add(socket)
    socket.once('close', () => unused.delete(socket))
  })
  server.prependListener('request', ({ socket }) => unused.delete(socket))
  return {
    close() {
      for (const socket of unused) socket.destroy()
    },
  }
}
