import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * What something between a browser and a server does to event streams, and to nothing else: it lets them pass,
 * keeps everything or the body back until they end, makes plain text of them, forbids them with a page of its
 * own, or cuts them before they begin; ends them or cuts them after the first events; and `down` does the same
 * to every request.
 */
export type Manner =
  | 'good'
  | 'keeps'
  | 'keeps the body'
  | 'strips'
  | 'forbids'
  | 'refuses'
  | 'ends'
  | 'cuts'
  | 'down'

/** An HTTP proxy that meddles with event streams. */
export interface StreamMeddler {
  readonly url: string
  /** From now on; what is open stays as it is. */
  behave(manner: Manner): void
  /** How many streams, and how many polls, were asked for so far. */
  readonly asked: () => { readonly streams: number; readonly polls: number }
  close(): Promise<void>
}

/** Forwards to `target`, a server on loopback. */
export async function openStreamMeddler(target: string): Promise<StreamMeddler> {
  let manner: Manner = 'good'
  let streams = 0
  let polls = 0
  const proxy = createServer((incoming, outgoing) => {
    const isStream = incoming.headers.accept === 'text/event-stream'
    if (isStream) streams += 1
    else if (incoming.url?.startsWith('/api/events')) polls += 1
    if (manner === 'down' || (isStream && manner === 'refuses')) {
      incoming.socket.resetAndDestroy()
      return
    }
    if (isStream && manner === 'forbids') {
      outgoing.writeHead(403, { 'content-type': 'text/html' }).end('<h1>Blocked by policy</h1>')
      return
    }
    forward(target, incoming, outgoing, isStream ? manner : 'good')
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    behave(next) {
      manner = next
    },
    asked: () => ({ streams, polls }),
    async close() {
      proxy.close()
      proxy.closeAllConnections()
      await once(proxy, 'close')
    },
  }
}

function forward(target: string, incoming: IncomingMessage, outgoing: ServerResponse, manner: Manner): void {
  const { method, headers } = incoming
  const ask = request(target + incoming.url, { method, headers, agent: false }, (answer) => {
    const { statusCode = 500, headers } = answer
    const changed = manner === 'strips' ? { ...headers, 'content-type': 'text/plain' } : headers
    const kept: Buffer[] = []
    if (manner !== 'keeps') outgoing.writeHead(statusCode, changed).flushHeaders()
    answer.on('data', (chunk: Buffer) => {
      if (manner === 'keeps' || manner === 'keeps the body') kept.push(chunk)
      else outgoing.write(chunk, () => spoil(manner, outgoing))
    })
    answer.once('end', () => {
      if (manner === 'keeps') outgoing.writeHead(statusCode, headers)
      outgoing.end(Buffer.concat(kept))
    })
  })
  ask.on('error', () => outgoing.destroy())
  outgoing.once('close', () => ask.destroy())
  incoming.pipe(ask)
}

function spoil(manner: Manner, outgoing: ServerResponse): void {
  if (manner === 'ends') outgoing.end()
  if (manner === 'cuts') outgoing.destroy()
}
