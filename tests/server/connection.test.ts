import { expect, test } from 'vitest'
import type { RequestSeen } from '../../document/protocol/connection.ts'
import { createHandClock } from '../support/hand-clock.ts'
import { aVisitor } from '../support/http.ts'
import { startServer } from '../support/server.ts'
import { openReader } from '../support/stream-reader.ts'

test('X10 a browser is told how its request arrived, by GET and by POST, after the check that edits pass', async () => {
  const { url } = await startServer({ env: { SAMEPAGE_URL: 'https://pages.example.org' } })
  const ann = aVisitor(url)
  const headers = { via: '1.1 squid', 'x-forwarded-host': 'pages.example.org', 'x-forwarded-proto': 'https' }
  const expected: RequestSeen = {
    host: new URL(url).host,
    forwardedHost: 'pages.example.org',
    forwardedProto: 'https',
    via: '1.1 squid',
    httpVersion: '1.1',
    ownUrl: 'https://pages.example.org',
  }
  expect((await ann.get('/api/connection', { headers })).json()).toEqual(expected)
  expect((await ann.post('/api/connection', { headers, json: {} })).json()).toEqual(expected)
  const origin = { origin: new URL(url).origin }
  expect((await ann.post('/api/connection', { headers: origin, json: {} })).code).toBe('cross-site')
  expect((await ann.post('/api/connection', { json: { more: 1 } })).code).toBe('invalid-request')
})

test('X10 the short stream has the headers of every stream, six ticks 300 ms apart, and an end', async () => {
  const clock = createHandClock()
  const { url } = await startServer({ clock })
  const reader = await openReader(`${url}/api/connection/stream`)
  expect(reader.headers['content-type']).toBe('text/event-stream')
  expect(reader.headers['x-accel-buffering']).toBe('no')
  for (let n = 1; n <= 6; n++) {
    expect(await reader.next()).toMatchObject({ event: 'tick', data: { n, of: 6 } })
    clock.turn(300)
  }
  expect(await reader.next()).toBeUndefined()
})

test('X10 a silence that is asked for lies between two ticks', async () => {
  const clock = createHandClock()
  const { url } = await startServer({ clock })
  const reader = await openReader(`${url}/api/connection/stream?silence=20`)
  expect(await reader.next()).toMatchObject({ data: { n: 1, of: 2 } })
  clock.turn(20_000)
  expect(await reader.next()).toMatchObject({ data: { n: 2, of: 2 } })
  expect(await reader.next()).toBeUndefined()
  for (const silence of ['0', '61', 'x', ''])
    expect((await aVisitor(url).get(`/api/connection/stream?silence=${silence}`)).code).toBe(
      'invalid-request',
    )
})
