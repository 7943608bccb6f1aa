import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createPace, LEAST_BYTES } from '../../server/network/pace.ts'
import { oneAtATime } from '../../server/one-at-a-time.ts'
import { systemClock } from '../../server/system-clock.ts'
import { aVisitor, createDocument } from '../support/http.ts'
import { sendRaw } from '../support/raw-request.ts'
import { startServer } from '../support/server.ts'

async function aListener() {
  const begun: string[] = []
  let open: ServerResponse | undefined
  const handle = ({ url = '' }: IncomingMessage, response: ServerResponse): void => {
    expect(open).toBeUndefined()
    open = response
    begun.push(url)
  }
  const server = createServer(oneAtATime(handle, { soon: systemClock.soon, pass: () => undefined })).listen(
    0,
    '127.0.0.1',
  )
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await vi.waitUntil(() => server.listening)
  const answer = (): void => {
    const response = open
    open = undefined
    response?.end(`answer ${begun.length}`)
  }
  return { begun, answer, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

function requests(count: number): string {
  return Array.from({ length: count }, (_, i) => `GET /${i + 1} HTTP/1.1\r\nHost: a\r\n\r\n`).join('')
}

test('E10 requests that come in one packet are begun one after another, and answered in order', async () => {
  const { begun, answer, url } = await aListener()
  const raw = sendRaw(url, ['GET /0 HTTP/1.1'], requests(30))
  raw.socket.resume()
  for (let i = 1; i <= 31; i++) {
    await vi.waitUntil(() => begun.length === i)
    answer()
  }
  await vi.waitUntil(() => raw.text().includes('answer 31'))
  expect(begun).toEqual(Array.from({ length: 31 }, (_, i) => `/${i}`))
  expect(raw.text().match(/answer \d+/g)).toEqual(begun.map((_, i) => `answer ${i + 1}`))
})

test('E10 a connection that sends hundreds without waiting is cut off before they are begun', async () => {
  const { begun, url } = await aListener()
  const raw = sendRaw(url, ['GET /0 HTTP/1.1'], requests(500))
  raw.socket.resume()
  await raw.gone
  expect(begun).toEqual(['/0'])
})

test('E10 changes that somebody sends in one packet are all made', async () => {
  const { url } = await startServer()
  const ann = aVisitor(url)
  const post = '\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}'
  const one = `POST /api/documents HTTP/1.1\r\nHost: ${new URL(url).host}${post}`
  const raw = sendRaw(url, ['GET /healthz HTTP/1.1'], one.repeat(20))
  raw.socket.resume()
  await vi.waitUntil(() => raw.text().match(/ 201 Created/g)?.length === 20, { timeout: 10_000 })
  await createDocument(ann)
})

test('X9 of a herd that comes in one turn a few are begun, and somebody from elsewhere is next', async () => {
  const turns: (() => void)[] = []
  const pace = createPace(50 * LEAST_BYTES, { soon: (run) => void turns.push(run) })
  const begun: string[] = []
  const handle = ({ url = '' }: IncomingMessage, response: ServerResponse): void => {
    begun.push(url)
    response.end()
  }
  const pass = ({ url = '' }: IncomingMessage) => pace.pass(url.startsWith('/herd') ? 'a' : 'b', 0)
  let arrived = 0
  const one = oneAtATime(handle, { soon: systemClock.soon, pass })
  const server = createServer((request, response) => {
    arrived += 1
    one(request, response)
  }).listen(0, '127.0.0.1')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await vi.waitUntil(() => server.listening)
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  for (let i = 0; i < 200; i++) sendRaw(url, ['GET /herd HTTP/1.1'])
  await vi.waitUntil(() => arrived === 200)
  sendRaw(url, ['GET /honest HTTP/1.1'])
  await vi.waitUntil(() => arrived === 201)
  expect(begun.length).toBe(50)
  turns.shift()?.()
  await Promise.resolve()
  expect(begun.length).toBe(100)
  expect(begun.slice(50, 52)).toContain('/honest')
})
