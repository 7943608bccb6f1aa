import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'

/** A cable between a browser and a server on loopback, to be pulled out. */
export interface TcpProxy {
  readonly port: number
  /** Resets every connection and every new one, as a router does that has lost its line. */
  cut(): void
  /** The server goes on hearing the browser, and nothing that it says arrives; nobody is told. */
  deafen(): void
  /** The line is good again. What did not arrive never will: the connections it was on are reset. */
  restore(): void
  close(): Promise<void>
}

/** Forwards to `targetPort` on loopback. */
export async function openTcpProxy(targetPort: number): Promise<TcpProxy> {
  let line: 'good' | 'cut' | 'deaf' = 'good'
  const sockets = new Set<Socket>()
  const keep = (socket: Socket): void => {
    sockets.add(socket)
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket))
  }
  const resetAll = (): void => {
    for (const socket of sockets) socket.resetAndDestroy()
  }

  const server = createServer((near) => {
    keep(near)
    // The port stays taken, so that no other server can get it in the meantime: a reset stands for a refusal.
    if (line === 'cut') {
      near.resetAndDestroy()
      return
    }
    const far = connect(targetPort, '127.0.0.1')
    keep(far)
    near.pipe(far)
    far.on('data', (chunk) => {
      if (line === 'deaf') return
      if (!near.write(chunk)) far.pause()
    })
    near.on('drain', () => far.resume())
    far.once('end', () => near.end())
    near.once('close', () => far.destroy())
    far.once('close', () => near.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    port: (server.address() as AddressInfo).port,
    cut() {
      line = 'cut'
      resetAll()
    },
    deafen() {
      line = 'deaf'
    },
    restore() {
      if (line === 'deaf') resetAll()
      line = 'good'
    },
    async close() {
      resetAll()
      server.close()
      await once(server, 'close')
    },
  }
}
