import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { Scene } from './attack.ts'

/** Connections below HTTP: they send what they are told, and read only where they are told to. */
export interface RawSockets {
  /** How many the server has not ended. */
  readonly open: () => number
  /** Writes on all of them. */
  write(bytes: string | Buffer): void
  close(): void
}

const BATCH = 100

/** Opens so many connections, which read nothing unless `reads`. Those that are refused do not count as open. */
export async function openSockets(scene: Scene, count: number, reads = false): Promise<RawSockets> {
  const { port } = new URL(scene.url)
  const sockets: Socket[] = []
  for (let i = 0; i < count && !scene.over.aborted; i += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, count - i) }, () => connect(Number(port), '127.0.0.1'))
    for (const socket of batch) {
      socket.on('error', () => undefined)
      if (reads) socket.resume()
    }
    await Promise.all(
      batch.map((socket) =>
        Promise.race([once(socket, 'connect'), once(socket, 'close')]).catch(() => undefined),
      ),
    )
    sockets.push(...batch)
  }
  scene.over.addEventListener('abort', () => {
    for (const socket of sockets) socket.destroy()
  })
  return {
    open: () => sockets.filter((socket) => !socket.destroyed && !socket.readableEnded).length,
    write: (bytes) => {
      for (const socket of sockets) if (!socket.destroyed) socket.write(bytes)
    },
    close: () => {
      for (const socket of sockets) socket.destroy()
    },
  }
}

/** The head of a request, as bytes on the wire. */
export function requestHead(
  method: string,
  path: string,
  headers: Readonly<Record<string, string | undefined>>,
): string {
  const lines = Object.entries({ Host: '127.0.0.1', ...headers }).filter(([, value]) => value !== undefined)
  return `${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`
}
