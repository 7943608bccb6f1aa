import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'
import { type LineCounts, type LineFaults, noCounts } from './line-faults.ts'
import { type ProxiedConnection, proxyConnection } from './proxied-connection.ts'
import { createRandom } from './random.ts'

/** A line between a browser and a server on loopback, to be troubled or pulled out. */
export interface TcpProxy {
  readonly port: number
  /**
   * Gives the line these faults and no others, for what comes from now on; with `new connections` those that are
   * open keep what they had.
   */
  trouble(faults: LineFaults, to?: 'new connections'): void
  /** Resets every connection and every new one, as a router does that has lost its line. */
  cut(): void
  /** The server goes on hearing the browser, and nothing that it says arrives; nobody is told. */
  deafen(): void
  /**
   * The side that is named has gone from every open connection, and the other one is not told; for `both` the
   * line between them has, as when a laptop changes its network. New connections are good.
   */
  strand(gone: 'browser' | 'server' | 'both'): void
  /** The line is good again. What did not arrive never will: the connections that lost bytes are reset. */
  restore(): void
  readonly counts: () => LineCounts
  close(): Promise<void>
}

/** Forwards to `targetPort` on loopback. The same seed draws the same faults for the n-th connection. */
export async function openTcpProxy(targetPort: number, seed = 1): Promise<TcpProxy> {
  let faults: LineFaults = {}
  let isCut = false
  const counts = noCounts()
  const sockets = new Set<Socket>()
  const connections = new Map<ProxiedConnection, (faults: LineFaults) => void>()
  const trouble = (next: LineFaults): void => {
    faults = next
    for (const give of connections.values()) give(next)
  }
  const keep = (socket: Socket): Socket => {
    sockets.add(socket)
    return socket.on('error', () => undefined).once('close', () => sockets.delete(socket))
  }
  const connectFar = () => keep(connect({ port: targetPort, host: '127.0.0.1', allowHalfOpen: true }))

  const server = createServer({ allowHalfOpen: true }, (near) => {
    keep(near)
    // The port stays taken, so that no other server can get it in the meantime: a reset stands for a refusal.
    if (isCut) {
      near.resetAndDestroy()
      return
    }
    counts.connections += 1
    const random = createRandom(seed * 1_000_003 + counts.connections)
    let own = faults
    const connection = proxyConnection(near, connectFar, { faults: () => own, random, counts })
    connections.set(connection, (next) => {
      own = next
      connection.changed()
    })
    near.once('close', () => connections.delete(connection))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    port: (server.address() as AddressInfo).port,
    trouble(next, to) {
      if (to) faults = next
      else trouble(next)
    },
    cut() {
      isCut = true
      counts.cut += connections.size
      for (const socket of sockets) socket.resetAndDestroy()
    },
    deafen() {
      trouble({ ...faults, lose: 'down' })
    },
    strand(gone) {
      for (const connection of connections.keys()) connection.strand(gone)
    },
    restore() {
      isCut = false
      for (const connection of connections.keys()) if (connection.hasLost()) connection.reset()
      trouble({})
    },
    counts: () => ({ ...counts }),
    async close() {
      for (const socket of sockets) socket.resetAndDestroy()
      server.close()
      await once(server, 'close')
    },
  }
}
