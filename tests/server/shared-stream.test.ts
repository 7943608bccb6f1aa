import * as v from 'valibot'
import { expect, test, vi } from 'vitest'
import {
  PolledDocument,
  SharedCommit,
  SharedHello,
  SharedPage,
  SharedPresence,
  SharedRefusal,
  SharedReset,
} from '../../document/protocol/shared-events.ts'
import { readSubscriptions, writeSubscriptions } from '../../document/protocol/subscriptions.ts'
import { createHandClock, type HandClock } from '../support/hand-clock.ts'
import { aVisitor, createDocument, readDocument, type, type Visitor } from '../support/http.ts'
import { startServer } from '../support/server.ts'
import { openReader, type ReadEvent, type StreamReader } from '../support/stream-reader.ts'

const JSON_PAGE = { accept: 'application/json' }
const WRONG = 'AAAAAAAAAAAA'
const NOBODY = 'AAAAAAAAAAAAAAAAAAAAAA'

async function aShelf(count: number, clock?: HandClock) {
  const server = await startServer(clock ? { clock } : {})
  const ann = aVisitor(server.url)
  const ids: string[] = []
  for (let i = 0; i < count; i++) ids.push((await createDocument(ann)).id)
  const path = (entries: readonly string[]) => `/api/events?documents=${entries.join(',')}`
  const open = (entries: readonly string[], who: Visitor = ann) =>
    openReader(server.url + path(entries), { cookie: who.cookie() })
  const poll = async (entries: readonly string[], wait?: number, who: Visitor = ann) => {
    const reply = await who.get(path(entries) + (wait === undefined ? '' : `&wait=${wait}`), {
      headers: JSON_PAGE,
    })
    return reply.status === 200 ? v.parse(SharedPage, reply.json()).documents : reply.code
  }
  return { server, ann, ids, path, open, poll }
}

/** The next events that are no heartbeats, parsed by their schemas, without what does not matter here. */
async function read(reader: StreamReader, count: number): Promise<object[]> {
  const seen: object[] = []
  while (seen.length < count) {
    const event = await reader.next()
    if (!event) throw new Error(`the stream ended after ${JSON.stringify(seen)}`)
    expect(event.id).toBeUndefined()
    seen.push(brief(event))
  }
  return seen
}

function brief({ event, data }: ReadEvent): object {
  switch (event) {
    case 'hello': {
      const { document, head, present } = v.parse(SharedHello, data)
      return { hello: document, head, present: present.map(({ client }) => client) }
    }
    case 'commit': {
      const { document, seq } = v.parse(SharedCommit, data)
      return { commit: document, seq }
    }
    case 'presence': {
      const { document, changed, left } = v.parse(SharedPresence, data)
      return { presence: document, changed: changed.map(({ client }) => client), left }
    }
    case 'reset': {
      const { document, reason } = v.parse(SharedReset, data)
      return { reset: document, reason }
    }
    case 'refusal': {
      const { document, error } = v.parse(SharedRefusal, data)
      return { refusal: document, code: error.code }
    }
    default:
      return { event, data }
  }
}

test('S14 one stream follows many documents, each from its own cursor and in its own order', async () => {
  const { ann, ids, open } = await aShelf(3)
  const [a = '', b = '', c = ''] = ids
  const { chain } = await type(ann, a, 'one')
  await type(ann, a, 'two')
  await type(ann, b, 'one')
  const { epoch } = await readDocument(ann, a)
  const reader = await open([`${a}:1:${chain}:${epoch}`, `${b}:0`, `${c}:0::`])
  expect(await read(reader, 5)).toEqual([
    { hello: a, head: 2, present: [] },
    { hello: b, head: 1, present: [] },
    { hello: c, head: 0, present: [] },
    { commit: a, seq: 2 },
    { commit: b, seq: 1 },
  ])
  await type(ann, c, 'one')
  expect(await read(reader, 1)).toEqual([{ commit: c, seq: 1 }])
  await type(ann, a, 'three')
  expect(await read(reader, 1)).toEqual([{ commit: a, seq: 3 }])
})

test('S14 a shared commit holds what the document’s own stream and page hold', async () => {
  const { server, ann, ids, open, poll } = await aShelf(1)
  const [a = ''] = ids
  await type(ann, a, 'é')
  const own = await openReader(`${server.url}/api/documents/${a}/events`)
  const [, single] = await own.until(({ event }) => event === 'commit')
  const [, shared] = await (await open([`${a}:0`])).until(({ event }) => event === 'commit')
  const polled = await poll([`${a}:0`])
  expect(shared?.data).toEqual({ document: a, ...(single?.data as object) })
  expect(polled).toMatchObject([
    { document: a, head: 1, events: [{ kind: 'commit', ...(single?.data as object) }], more: false },
  ])
})

test('S14 what cannot be followed is said, and the others go on', async () => {
  const { server, ann, ids, path, open, poll } = await aShelf(3)
  const [a = '', b = '', c = ''] = ids
  const bob = aVisitor(server.url)
  await (await open([`${c}:0:::client-of-ann`])).next()
  await bob.get('/api/me')
  const entries = [`${a}:7`, `${NOBODY}:0`, `not-an-id:0`, `${c}:0:::client-of-ann`, `${b}:0`]
  const reader = await open(entries, bob)
  expect(await read(reader, 6)).toEqual([
    { hello: a, head: 0, present: [] },
    { reset: a, reason: 'ahead' },
    { refusal: NOBODY, code: 'not-found' },
    { refusal: 'not-an-id', code: 'not-found' },
    { refusal: c, code: 'client-taken' },
    { hello: b, head: 0, present: [] },
  ])
  await type(ann, a, 'x')
  await type(ann, c, 'x')
  await type(ann, b, 'x')
  expect(await read(reader, 1)).toEqual([{ commit: b, seq: 1 }])
  expect(await poll(entries, 25, bob)).toMatchObject([
    { document: a, reset: { reason: 'ahead' } },
    { document: NOBODY, refusal: { code: 'not-found' } },
    { document: 'not-an-id', refusal: { code: 'not-found' } },
    { document: c, refusal: { code: 'client-taken' } },
    { document: b, events: [{ seq: 1 }] },
  ])
  const nothing = await open([`${NOBODY}:0`, `${a}:1:${WRONG}`], bob)
  expect((await nothing.rest()).map(brief)).toEqual([
    { refusal: NOBODY, code: 'not-found' },
    { hello: a, head: 1, present: [] },
    { reset: a, reason: 'chain-broken' },
  ])
  expect((await bob.ask('HEAD', path([`${a}:0`]))).headers.get('content-type')).toBe('text/event-stream')
})

test('S14 a list of documents that makes no sense is refused', async () => {
  const { ann, ids } = await aShelf(1)
  const [a = ''] = ids
  const ask = async (query: string) => (await ann.get(`/api/events${query}`)).code
  const many = Array.from({ length: 101 }, (_, i) => `document-${i}:0`).join(',')
  const wrong = ['', '?documents=', `?documents=${many}`, `?documents=${a}:0,${a}:1`, `?documents=${a}:0,`]
  for (const query of wrong) expect([query, await ask(query)]).toEqual([query, 'invalid-request'])
  for (const entry of [`${a}:0:short`, `${a}:0:::x`, `${a}:0:::long-enough:more`, `a b:0`])
    expect([entry, await ask(`?documents=${encodeURIComponent(entry)}`)]).toEqual([entry, 'invalid-request'])
  for (const seq of ['', '-1', '1.5', 'x', '99999999999999999'])
    expect([seq, await ask(`?documents=${a}:${seq}`)]).toEqual([seq, 'invalid-cursor'])
  expect((await ann.get(`/api/events?documents=${a}:0`, { headers: { accept: 'image/png' } })).code).toBe(
    'not-acceptable',
  )
})

test('S14 what one side writes as a list of documents the other reads', () => {
  const subscriptions = [
    { document: NOBODY, seq: 12, chain: WRONG, epoch: WRONG, clients: ['client-1', 'client-2'] },
    { document: 'other', seq: 0, chain: undefined, epoch: undefined, clients: [] },
    { document: 'third', seq: 3, chain: undefined, epoch: WRONG, clients: [] },
  ]
  const text = writeSubscriptions(subscriptions)
  expect(text).toBe(`${NOBODY}:12:${WRONG}:${WRONG}:client-1~client-2,other:0,third:3::${WRONG}`)
  expect(readSubscriptions(text)).toEqual({ kind: 'subscriptions', subscriptions })
})

test('S14 P1 several pages of one browser are present by one stream, each in its document', async () => {
  const clock = createHandClock()
  const { server, ann, ids, open } = await aShelf(2, clock)
  const [a = '', b = ''] = ids
  const watching = await open([`${a}:0`, `${b}:0`])
  await read(watching, 2)
  const reader = await open([`${a}:0:::tab-one-of-ann~tab-two-of-ann`, `${b}:0:::tab-three-of-ann`])
  expect(await read(reader, 2)).toEqual([
    { hello: a, head: 0, present: ['tab-one-of-ann', 'tab-two-of-ann'] },
    { hello: b, head: 0, present: ['tab-three-of-ann'] },
  ])
  clock.turn(50)
  expect(await read(watching, 2)).toEqual([
    { presence: a, changed: ['tab-one-of-ann', 'tab-two-of-ann'], left: [] },
    { presence: b, changed: ['tab-three-of-ann'], left: [] },
  ])
  await ann.put('/api/me', { json: { name: 'Ann', colour: 4 } })
  clock.turn(50)
  expect((await read(watching, 2)).map((each) => Object.keys(each)[0])).toEqual(['presence', 'presence'])
  reader.close()
  while (server.readers.counts().streams > 1) await server.nextLine()
  clock.turn(5_050)
  expect(await read(watching, 2)).toEqual([
    { presence: a, changed: [], left: ['tab-one-of-ann', 'tab-two-of-ann'] },
    { presence: b, changed: [], left: ['tab-three-of-ann'] },
  ])
  watching.close()
  while (server.readers.counts().streams > 0) await server.nextLine()
  expect(server.hub.counts()).toEqual({ listeners: 0, documents: 0 })
})

test('S14 S7 a shared stream beats once for all its documents', async () => {
  const clock = createHandClock()
  const { ids, open } = await aShelf(3, clock)
  const reader = await open(ids.map((id) => `${id}:0`))
  await read(reader, 3)
  clock.turn(15_000)
  clock.turn(15_000)
  clock.turn(15_000)
  expect(await read(reader, 2)).toEqual([
    { event: 'heartbeat', data: {} },
    { event: 'heartbeat', data: {} },
  ])
})

test('S15 a poll waits for the first commit and then tells it', async () => {
  const clock = createHandClock()
  const { server, ann, ids, poll } = await aShelf(2, clock)
  const [a = '', b = ''] = ids
  const waiting = poll([`${a}:0`, `${b}:0`], 25)
  await vi.waitUntil(() => server.readers.counts().polls === 1)
  await type(ann, b, 'x')
  expect(await waiting).toMatchObject([
    { document: a, events: [], more: false },
    { document: b, head: 1, events: [{ kind: 'commit', seq: 1 }], more: false },
  ])
  const own = ann.get(`/api/documents/${a}/events?after=0&wait=25`, { headers: JSON_PAGE })
  await vi.waitUntil(() => server.readers.counts().polls === 1)
  await type(ann, a, 'x')
  expect((await own).json()).toMatchObject({ head: 1, events: [{ kind: 'commit', seq: 1 }], more: false })
  expect(server.hub.counts()).toEqual({ listeners: 0, documents: 0 })
})

test('S15 a poll without a wait answers at once, one that waits in vain when its time is over', async () => {
  const clock = createHandClock()
  const { server, ids, poll } = await aShelf(1, clock)
  const [a = ''] = ids
  const empty = [{ document: a, head: 0, events: [], more: false }]
  expect(await poll([`${a}:0`])).toMatchObject(empty)
  expect(await poll([`${a}:0`], 0)).toMatchObject(empty)
  const waiting = poll([`${a}:0`], 20)
  await vi.waitUntil(() => server.readers.counts().polls === 1)
  clock.turn(19_999)
  expect(server.readers.counts().polls).toBe(1)
  clock.turn(1)
  expect(await waiting).toMatchObject(empty)
  for (const wait of [26, -1, 1.5]) expect(await poll([`${a}:0`], wait)).toBe('invalid-request')
})

test('S15 P4 a poller is present without a flicker, and learns of others once a second at most', async () => {
  const clock = createHandClock()
  const { server, ids, open, poll } = await aShelf(1, clock)
  const [a = ''] = ids
  const watching = await open([`${a}:0`])
  await read(watching, 1)
  const mine = `${a}:0:::tab-of-ann`
  expect(await poll([mine])).toMatchObject([{ present: [{ client: 'tab-of-ann' }] }])
  clock.turn(50)
  const first = poll([mine], 25)
  await vi.waitUntil(() => server.readers.counts().polls === 1)
  clock.turn(1_000)
  await first
  for (let i = 0; i < 5; i++) {
    const waiting = poll([mine], 4)
    await vi.waitUntil(() => server.readers.counts().polls === 1)
    clock.turn(3_999)
    expect(server.readers.counts().polls).toBe(1)
    clock.turn(1)
    expect(await waiting).toMatchObject([{ present: [{ client: 'tab-of-ann' }] }])
  }
  const waiting = poll([mine], 25)
  await vi.waitUntil(() => server.readers.counts().polls === 1)
  await open([`${a}:0:::other-of-ann`])
  clock.turn(50)
  expect(await read(watching, 2)).toMatchObject([{ changed: ['tab-of-ann'] }, { changed: ['other-of-ann'] }])
  clock.turn(949)
  expect(server.readers.counts().polls).toBe(1)
  clock.turn(1)
  expect(await waiting).toMatchObject([{ present: [{ client: 'tab-of-ann' }, { client: 'other-of-ann' }] }])

  await open([`${a}:0:::third-of-ann`])
  clock.turn(50)
  await read(watching, 1)
  const missed = poll([mine], 25)
  await vi.waitUntil(() => server.readers.counts().polls === 1)
  clock.turn(1_000)
  expect(await missed).toMatchObject([{ present: [{}, {}, { client: 'third-of-ann' }] }])
})

test('S15 an answer to a poll holds about 1 MB, and says which documents go on', async () => {
  const { ann, poll } = await aShelf(0)
  const cursors = new Map<string, number>()
  for (let i = 0; i < 8; i++) {
    const { id } = await createDocument(ann, { markdown: 'x'.repeat(250_000) })
    cursors.set(id, 0)
  }
  const ask = async () => {
    const answer = await poll([...cursors].map(([id, seq]) => `${id}:${seq}`))
    const told = v.parse(v.array(PolledDocument), answer).filter(({ events }) => events.length > 0)
    expect(JSON.stringify(told).length).toBeLessThan(1_400_000)
    expect(told.length).toBeGreaterThan(0)
    for (const { document, events, more } of told) {
      expect(more).toBe(false)
      cursors.set(document, events.at(-1)?.seq ?? 0)
    }
    return v.parse(v.array(PolledDocument), answer).filter(({ more }) => more).length
  }
  const left = await ask()
  expect(left).toBeGreaterThan(0)
  expect(await ask()).toBe(0)
})
