import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Somebody else's web site on loopback: an empty page without any policy. */
export interface ForeignSite {
  readonly port: number
  close(): Promise<void>
}

/** Starts one on port 0. */
export async function startForeignSite(): Promise<ForeignSite> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.end('<!doctype html><html lang="en"><title>Elsewhere</title><body></body></html>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
