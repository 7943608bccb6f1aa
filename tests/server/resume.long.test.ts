import { createRequire } from 'node:module'
import type { Transform } from 'node:stream'
import { createParser } from 'eventsource-parser'
import { expect, test } from 'vitest'
import { aVisitor, clientOf, createDocument, type, type Visitor } from '../support/http.ts'
import { createPlainReader, type PlainEvent } from '../support/plain-event-reader.ts'
import { createRandom, type Random } from '../support/random.ts'
import { FRESH_SEED } from '../support/seeds.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { isCommit, openReader, type ReadEvent, type StreamReader } from '../support/stream-reader.ts'

const EVENTS = 310
const WORDS = ['a', 'é', '😀', 'two\u2028lines', '\u00a0', '"data: x"', ':', '\ufeff']

interface Recording {
  readonly server: TestServer
  readonly ann: Visitor
  readonly path: string
  readonly reader: StreamReader
  readonly commits: ReadEvent[]
}

/** A stream with presence and heartbeats between its commits, followed live by one reader from the start. */
async function aRecordedStream(): Promise<Recording> {
  const server = await startServer({ env: { SAMEPAGE_HEARTBEAT: '0.05' } })
  const ann = aVisitor(server.url)
  const { id } = await createDocument(ann)
  const path = `/api/documents/${id}/events`
  const reader = await openReader(server.url + path)
  const read: ReadEvent[] = []
  for (let seq = 1; seq <= EVENTS; seq++) {
    await type(ann, id, WORDS[seq % WORDS.length] ?? '')
    const put = { client: clientOf(ann), seq, anchor: 3, head: 3 + (seq % 2), state: 'editing' }
    if (seq % 10 === 0) await ann.put(`/api/documents/${id}/presence`, { json: put })
    read.push(...(await reader.until(isCommit(seq))))
    if (seq % 100 === 0) read.push(...(await reader.until(({ event }) => event === 'heartbeat')))
  }
  const kinds = new Set(read.map(({ event }) => event))
  expect([...kinds].sort()).toEqual(['commit', 'heartbeat', 'hello', 'presence'])
  const order = read.map(({ event }) => event)
  expect(order.indexOf('presence')).toBeLessThan(order.lastIndexOf('commit'))
  return { server, ann, path, reader, commits: read.filter(({ event }) => event === 'commit') }
}

async function readRest(url: string, headers: Record<string, string>, after: number): Promise<ReadEvent[]> {
  const reader = await openReader(url, headers)
  const read = after < EVENTS ? await reader.until(isCommit(EVENTS)) : []
  reader.close()
  return read.filter(({ event }) => event === 'commit')
}

test('S3 cut off after any event, by header or by query, a reader gets exactly the rest', async () => {
  const { server, path, commits } = await aRecordedStream()
  const url = server.url + path
  expect(commits.map((event) => event.id)).toEqual(Array.from({ length: EVENTS }, (_, i) => String(i + 1)))
  const wrong: string[] = []
  for (let after = 0; after <= EVENTS; after++) {
    const header = { 'last-event-id': String(after) }
    const [byQuery, byHeader, byBoth] = await Promise.all([
      readRest(`${url}?after=${after}`, {}, after),
      readRest(url, header, after),
      readRest(`${url}?after=${EVENTS - after}`, header, after),
    ])
    const rest = JSON.stringify(commits.slice(after))
    for (const read of [byQuery, byHeader, byBoth])
      if (JSON.stringify(read) !== rest) wrong.push(String(after))
  }
  expect(wrong).toEqual([])
  expect(await readRest(url, {}, 0)).toEqual(commits)
})

test('S3 cut off after any byte, what came whole and the rest are the log', async () => {
  const { server, path, reader, commits } = await aRecordedStream()
  const random = seeded()
  const bytes = reader.bytes()
  const wrong: number[] = []
  for (let i = 0; i < 60; i++) {
    const cut = random.int(bytes.length)
    const whole = parseWithPlain([bytes.subarray(0, cut)])
    const seen = whole.filter(({ event }) => event === 'commit').map(({ data }) => JSON.parse(data))
    const after = seen.at(-1)?.seq ?? 0
    const rest = await readRest(server.url + path, after ? { 'last-event-id': String(after) } : {}, after)
    const joined = [...seen, ...rest.map(({ data }) => data)]
    if (JSON.stringify(joined) !== JSON.stringify(commits.map(({ data }) => data))) wrong.push(cut)
  }
  expect(wrong).toEqual([])
})

test('S9 the bytes of a stream, cut at random places, are read alike by three parsers', async () => {
  const { reader, commits } = await aRecordedStream()
  const bytes = reader.bytes()
  const random = seeded()
  const whole = parseWithPlain([bytes])
  expect(whole.filter(({ event }) => event === 'commit')).toHaveLength(commits.length)
  for (let round = 0; round < 30; round++) {
    const pieces = cutUp(bytes, random)
    expect(parseWithPlain(pieces)).toEqual(whole)
    expect(parseWithEventsourceParser(pieces)).toEqual(whole)
    expect(await parseWithUndici(pieces)).toEqual(whole)
  }
  const oneByOne = [...bytes.subarray(0, 20_000)].map((byte) => Uint8Array.of(byte))
  const start = parseWithPlain(oneByOne)
  expect(parseWithEventsourceParser(oneByOne)).toEqual(start)
  expect(await parseWithUndici(oneByOne)).toEqual(start)
})

function seeded(): Random {
  const random = createRandom(FRESH_SEED)
  console.log(
    `seed ${random.seed}; repeat with SAMEPAGE_SEED=${random.seed} npx vitest run --project long tests/server/resume`,
  )
  return random
}

function cutUp(bytes: Buffer, random: Random): Uint8Array[] {
  const pieces: Uint8Array[] = []
  const most = random.pick([3, 60, 2_000])
  for (let from = 0; from < bytes.length; ) {
    const to = from + 1 + random.int(most)
    pieces.push(bytes.subarray(from, to))
    from = to
  }
  return pieces
}

function parseWithPlain(pieces: readonly Uint8Array[]): PlainEvent[] {
  const events: PlainEvent[] = []
  const feed = createPlainReader((event) => events.push(event))
  for (const piece of pieces) feed(piece)
  return events
}

function parseWithEventsourceParser(pieces: readonly Uint8Array[]): PlainEvent[] {
  const events: PlainEvent[] = []
  let last = ''
  const parser = createParser({
    onEvent({ event = 'message', data, id }) {
      last = id ?? last
      events.push({ event, data, id: last })
    },
  })
  const decoder = new TextDecoder()
  for (const piece of pieces) parser.feed(decoder.decode(piece, { stream: true }))
  return events
}

interface UndiciModule {
  readonly EventSourceStream: new () => Transform
}

interface UndiciEvent {
  readonly type: string
  readonly options: { readonly data: string; readonly lastEventId?: string }
}

const { EventSourceStream } = createRequire(import.meta.url)(
  'undici/lib/web/eventsource/eventsource-stream.js',
) as UndiciModule

async function parseWithUndici(pieces: readonly Uint8Array[]): Promise<PlainEvent[]> {
  const events: PlainEvent[] = []
  const stream = new EventSourceStream()
  stream.on('data', ({ type: event, options }: UndiciEvent) => {
    events.push({ event, data: options.data, id: options.lastEventId ?? '' })
  })
  const ended = new Promise((resolve) => stream.once('end', resolve))
  for (const piece of pieces) stream.write(piece)
  stream.end()
  await ended
  return events
}
