import { spawn, spawnSync } from 'node:child_process'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import type { CommitId, DocumentId } from '../../document/protocol/ids.ts'
import type { EventPage } from '../../document/protocol/stream-events.ts'
import { createHandClock } from '../support/hand-clock.ts'
import { aCommitOn, anId, aVisitor, createDocument, readDocument, readLog, type } from '../support/http.ts'
import { createPlainReader, type PlainEvent } from '../support/plain-event-reader.ts'
import { type ServerOptions, startServer, type TestServer } from '../support/server.ts'
import { aCommit, record, typing } from '../support/store.ts'
import { isCommit, openReader } from '../support/stream-reader.ts'

const JSON_PAGE = { accept: 'application/json' }

async function aPage(options: ServerOptions = {}) {
  const server = await startServer(options)
  const ann = aVisitor(server.url)
  const { id } = await createDocument(ann)
  const path = `/api/documents/${id}/events`
  const open = (query = '', headers: Record<string, string> = {}) =>
    openReader(server.url + path + query, headers)
  return { server, ann, id, path, open }
}

test('S2 an idle document answers at once, unbuffered, with hello first', async () => {
  const { ann, id, open } = await aPage()
  const reader = await open('', { cookie: ann.cookie(), 'accept-encoding': 'gzip, br' })
  const hello = await reader.next()
  const { epoch, chain, schema } = await readDocument(ann, id)
  expect(reader.status).toBe(200)
  expect(reader.headers).toMatchObject({
    'content-type': 'text/event-stream',
    'cache-control': 'no-cache, no-store, no-transform',
    'x-accel-buffering': 'no',
    vary: 'Accept',
  })
  expect(reader.headers['content-encoding']).toBeUndefined()
  const you = (await ann.get('/api/me')).json()
  expect(hello).toEqual({
    event: 'hello',
    id: undefined,
    data: { you, epoch, head: 0, chain, schema, heartbeatMs: 15_000, present: [] },
  })
})

test('S1 S9 a reader gets each commit after it was recorded, with its seq as id', async () => {
  const { ann, id, open } = await aPage()
  const reader = await open()
  await reader.next()
  for (const text of ['a', 'b', 'c']) {
    const { seq, chain } = await type(ann, id, text)
    const event = await reader.next()
    expect(event).toMatchObject({ event: 'commit', id: String(seq), data: { seq, chain, dropped: [] } })
    expect(event?.data).toMatchObject({
      steps: [{ run: { at: 3, text } }],
      person: { name: expect.any(String) },
    })
  }
})

test('S4 pages hold the same events as the stream, at most 500', async () => {
  const { server, ann, id, path, open } = await aPage()
  for (let i = 0; i < 5; i++) await recordTogether(server, id, 101)
  const reader = await open()
  const streamed = (await reader.until(isCommit(505))).filter(({ event }) => event === 'commit')
  const first = (await ann.get(path, { headers: JSON_PAGE })).json<EventPage>()
  const second = (await ann.get(`${path}?after=500`, { headers: JSON_PAGE })).json<EventPage>()
  expect([first.events.length, first.more, first.head]).toEqual([500, true, 505])
  expect([second.events.length, second.more]).toEqual([5, false])
  const plain = [...first.events, ...second.events].map(({ kind: _kind, ...data }) => data)
  expect(streamed.map(({ data }) => data)).toEqual(plain)
})

test('S4 what is asked for decides: a stream for anything, its headers for HEAD, no pictures', async () => {
  const { server, path, open } = await aPage()
  const visitor = aVisitor(server.url)
  expect((await open('', { accept: '*/*' })).headers['content-type']).toBe('text/event-stream')
  const preferred = await open('', { accept: 'text/event-stream;q=0.2, application/json' })
  expect(preferred.headers['content-type']).toMatch(/^application\/json/)
  const head = await visitor.ask('HEAD', path, { headers: { accept: 'text/event-stream' } })
  expect([head.status, head.headers.get('content-type')]).toEqual([200, 'text/event-stream'])
  expect((await visitor.get(path, { headers: { accept: 'image/png' } })).code).toBe('not-acceptable')
})

test('S5 a reader from another past is told so and let go', async () => {
  const { ann, id, path, open } = await aPage()
  const { epoch } = await readDocument(ann, id)
  const { chain } = await type(ann, id, 'a')
  await type(ann, id, 'b')
  const wrong = 'AAAAAAAAAAAA'
  const cases = [
    [`?after=3`, 'ahead'],
    [`?after=0&epoch=${wrong}`, 'epoch-changed'],
    [`?after=1&epoch=${epoch}&chain=${wrong}`, 'chain-broken'],
  ]
  for (const [query, reason] of cases) {
    const read = await (await open(query)).rest()
    expect(read.map(({ event, id: seq, data }) => [event, seq, data]).slice(1)).toEqual([
      ['reset', undefined, { reason }],
    ])
    expect(read[0]?.event).toBe('hello')
    const page = await ann.get(path + query, { headers: JSON_PAGE })
    expect([page.status, page.code]).toEqual([409, reason])
  }
  const right = await open(`?after=1&epoch=${epoch}&chain=${chain}`)
  expect((await right.until(isCommit(2))).map(({ event }) => event)).toEqual(['hello', 'commit'])
  const moved = await open(`?after=1&chain=${wrong}`, { 'last-event-id': '2' })
  expect((await moved.rest()).at(-1)?.data).toEqual({ reason: 'chain-broken' })
})

test('S6 a cursor that is no sequence number is refused', async () => {
  const { ann, path } = await aPage()
  for (const cursor of ['abc', '-1', '1.5', '1e3', '0x10', '99999999999999999', ' 1 2']) {
    const byQuery = await ann.get(`${path}?after=${encodeURIComponent(cursor)}`)
    const byHeader = await ann.get(path, { headers: { 'last-event-id': cursor } })
    expect([byQuery.code, byHeader.code]).toEqual(['invalid-cursor', 'invalid-cursor'])
  }
})

test('S7 S9 silence is filled with heartbeats, which have no id', async () => {
  const clock = createHandClock()
  const { ann, id, open } = await aPage({ clock })
  const reader = await open()
  await reader.next()
  clock.turn(15_000)
  clock.turn(15_000)
  expect(await reader.next()).toEqual({ event: 'heartbeat', id: undefined, data: {} })
  await type(ann, id, 'a')
  await reader.until(isCommit(1))
  clock.turn(15_000)
  await type(ann, id, 'b')
  expect((await reader.until(isCommit(2))).map(({ event }) => event)).toEqual(['commit'])
})

test('S8 a reader that takes nothing is dropped, others do not notice, and its reconnect is exact', async () => {
  const clock = createHandClock()
  const { server, ann, id, open } = await aPage({ clock })
  const [stuck, fine] = [await open(), await open()]
  await stuck.next()
  stuck.pause()
  for (let i = 1; i <= 16; i++) {
    const { doc } = await readDocument(ann, id)
    const size = JSON.stringify(doc).length > 1_000 ? 900_000 : 0
    const slice = { content: [{ type: 'text', text: String(i % 10).repeat(900_000) }] }
    const steps = [{ stepType: 'replace', from: 3, to: 3 + size, slice }]
    const json = await aCommitOn(ann, id, { steps })
    expect((await ann.post(`/api/documents/${id}/commits`, { json })).status).toBe(201)
  }
  expect((await fine.until(isCommit(16))).filter(({ event }) => event === 'commit')).toHaveLength(16)
  clock.turn(15_000)
  expect(server.readers.counts().streams).toBe(2)
  clock.turn(30_000)
  expect((await ann.get('/metrics')).text).toMatch(/^samepage_stream_drops_total\{cause="stalled"\} 1$/m)
  stuck.resume()
  const taken = (await stuck.rest())
    .filter(({ event }) => event === 'commit')
    .map((event) => Number(event.id))
  expect(taken.length).toBeLessThan(16)
  const again = await open('', { 'last-event-id': String(taken.at(-1) ?? 0) })
  const rest = (await again.until(isCommit(16))).filter(({ event }) => event === 'commit')
  expect([...taken, ...rest.map((event) => Number(event.id))]).toEqual(
    Array.from({ length: 16 }, (_, i) => i + 1),
  )
  expect(server.readers.counts().streams).toBe(2)
})

test('S10 what is recorded together arrives in one write', async () => {
  const { server, id, path } = await aPage({ clock: createHandClock() })
  const writes = await rawWrites(server.url, path)
  await recordTogether(server, id, 60)
  expect(await writes.until('id: 60\n')).toBe(1)
})

/** Hands the log many commits in one turn of the event loop, as sockets do under load. */
async function recordTogether({ store }: TestServer, id: string, count: number): Promise<void> {
  const document = id as DocumentId
  await Promise.all(
    Array.from({ length: count }, () =>
      record(store, document, { ...aCommit(store, document, [typing('x', 3)]), id: anId() as CommitId }),
    ),
  )
}

/** Counts writes by what no buffering can hide: every write is a chunk of its own in HTTP/1.1. */
async function rawWrites(url: string, path: string) {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${hostname}\r\nAccept: text/event-stream\r\n\r\n`)
  let text = ''
  let check: (() => void) | undefined
  socket.on('data', (bytes) => {
    text += bytes.toString('latin1')
    check?.()
  })
  const seen = (what: string) =>
    new Promise<void>((resolve) => {
      check = () => text.includes(what) && resolve()
      check()
    })
  await seen('event: hello')
  return {
    async until(what: string): Promise<number> {
      await seen(what)
      socket.destroy()
      return [...text.matchAll(/\r\n[0-9a-f]+\r\n(?:id|event): /g)].length
    },
  }
}

const hasCurl = spawnSync('curl', ['--version']).status === 0
if (!hasCurl) console.log('skipped: curl is not installed, so `curl -N` was not tried')

test.skipIf(!hasCurl)('S3 curl -N follows a document', async () => {
  const server = await startServer()
  const ann = aVisitor(server.url)
  const { id } = await createDocument(ann)
  const curl = spawn('curl', ['-sN', `${server.url}/api/documents/${id}/events`])
  const events: PlainEvent[] = []
  let told: (() => void) | undefined
  const feed = createPlainReader((event) => {
    events.push(event)
    told?.()
  })
  curl.stdout.on('data', feed)
  const seen = (kind: string, seq: string) =>
    new Promise<void>((resolve) => {
      told = () => events.some(({ event, id: at }) => event === kind && at === seq) && resolve()
      told()
    })
  await seen('hello', '')
  await type(ann, id, 'followed')
  await seen('commit', '1')
  curl.kill()
  expect(events.map(({ event }) => event)).toEqual(['hello', 'commit'])
})

test('S13 old events carry the name a person has now', async () => {
  const { ann, id, open } = await aPage()
  await type(ann, id, 'a')
  const watching = await open()
  await watching.until(isCommit(1))
  expect((await ann.put('/api/me', { json: { name: 'Ann', colour: 3 } })).status).toBe(200)
  const [, commit] = await (await open()).until(isCommit(1))
  expect(commit?.data).toMatchObject({ person: { name: 'Ann' } })
  expect(await readLog(ann, id)).toMatchObject([{ person: { name: 'Ann' } }])
})

test('S10 S14 what is recorded together in several documents arrives in one write of a shared stream', async () => {
  const { server, ann, id } = await aPage({ clock: createHandClock() })
  const { id: other } = await createDocument(ann)
  const writes = await rawWrites(server.url, `/api/events?documents=${id}:0,${other}:0`)
  await Promise.all([recordTogether(server, id, 30), recordTogether(server, other, 30)])
  expect(await writes.until(`{"document":"${other}","seq":30,`)).toBe(1)
})
