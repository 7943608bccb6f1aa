import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocket, WebSocketServer } from 'ws'

/**
 * A bare WebSocket server: `ws` and nothing else. A POST's body goes to everybody as one message. Says its port
 * to the parent; ends with it.
 */
const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.once('end', () => {
    const message = Buffer.concat(chunks)
    response.writeHead(201).end()
    for (const client of sockets.clients) {
      if (client.readyState === WebSocket.OPEN) client.send(message, { binary: false })
    }
  })
})
const sockets = new WebSocketServer({ server, perMessageDeflate: false })
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
process.once('disconnect', () => process.exit(0))
