import { connect, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** A connection that says what it is told to and takes nothing unless it is asked to. */
export interface RawRequest {
  readonly socket: Socket
  /** Bytes that were taken so far. */
  taken(): number
  /** What was taken, as text. */
  text(): string
  /** Resolves when the other side has ended the connection, or broken it. */
  readonly gone: Promise<void>
}

/** Opens a connection and writes the head of a request, and of its body what there is. */
export function sendRaw(url: string, head: readonly string[], body = '', localAddress?: string): RawRequest {
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port), ...(localAddress ? { localAddress } : {}) })
  onTestFinished(() => void socket.destroy())
  let taken = ''
  socket.on('error', () => undefined)
  const gone = new Promise<void>((resolve) => void socket.once('close', () => resolve()))
  socket.write([...head, `Host: ${hostname}:${port}`, '', body].join('\r\n'))
  socket.on('data', (chunk) => {
    taken += chunk.toString('latin1')
  })
  socket.pause()
  return { socket, taken: () => taken.length, text: () => taken, gone }
}
