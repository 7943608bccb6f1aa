import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What somebody between does with what passes, as filters and proxies do. */
export interface Meddling {
  /** Answers instead of the server where it says something. */
  readonly answer?: (asked: IncomingMessage) => { readonly status: number; readonly page: string } | undefined
  /** Calls the server by its own name for it, and signs what it passes on. */
  readonly isReverseProxy?: boolean
}

/** A proxy that understands HTTP and streams what it lets pass. */
export interface Middlebox {
  readonly port: number
  close(): Promise<void>
}

/** Stands before the server on this port of loopback. */
export async function openMiddlebox(serverPort: number, meddling: Meddling): Promise<Middlebox> {
  const server = createServer((asked, answer) => {
    const own = meddling.answer?.(asked)
    if (own) answer.writeHead(own.status, { 'content-type': 'text/html' }).end(own.page)
    else passOn(asked, answer, serverPort, meddling.isReverseProxy === true)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function passOn(asked: IncomingMessage, answer: ServerResponse, port: number, isReverseProxy: boolean): void {
  const { method, url, headers } = asked
  const named = isReverseProxy ? { ...headers, host: `samepage.internal:${port}`, via: '1.1 front' } : headers
  const onward = request({ host: '127.0.0.1', port, method, path: url, headers: named, agent: false })
  onward.on('response', (came) => {
    const signed = isReverseProxy ? { ...came.headers, server: 'front/1.0' } : came.headers
    answer.writeHead(came.statusCode ?? 502, signed)
    answer.flushHeaders()
    came.pipe(answer)
  })
  onward.on('error', () => answer.destroy())
  answer.on('close', () => onward.destroy())
  asked.pipe(onward)
}
