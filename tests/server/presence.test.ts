import { expect, test } from 'vitest'
import type { Me } from '../../document/protocol/person.ts'
import type { Participant, PresenceEvent } from '../../document/protocol/presence.ts'
import { createHandClock } from '../support/hand-clock.ts'
import { anId, aVisitor, createDocument, type Visitor } from '../support/http.ts'
import { startServer } from '../support/server.ts'
import { openReader, type ReadEvent, type StreamReader } from '../support/stream-reader.ts'

async function aRoom() {
  const clock = createHandClock()
  const server = await startServer({ clock })
  const [ann, bob] = [aVisitor(server.url), aVisitor(server.url)]
  await Promise.all([ann.get('/api/me'), bob.get('/api/me')])
  const { id } = await createDocument(ann)
  const path = `/api/documents/${id}`
  const open = (visitor: Visitor, client?: string) =>
    openReader(`${server.url}${path}/events${client ? `?client=${client}` : ''}`, {
      cookie: visitor.cookie(),
    })
  const put = (visitor: Visitor, client: string, over: object = {}) =>
    visitor.put(`${path}/presence`, {
      json: { client, seq: 0, anchor: 3, head: 3, state: 'editing', ...over },
    })
  return { clock, server, ann, bob, id, path, open, put }
}

function presentIn(hello: ReadEvent | undefined): Participant[] {
  const { present } = (hello?.data ?? { present: [] }) as { present: Participant[] }
  return present
}

async function nextPresence(reader: StreamReader): Promise<PresenceEvent> {
  const read = await reader.until(({ event }) => event === 'presence')
  return read.at(-1)?.data as PresenceEvent
}

/** Resolves when the server has noticed that a stream is gone: its log says so. */
async function closed(server: { log(): string; nextLine(): Promise<void> }, count: number): Promise<void> {
  while ([...server.log().matchAll(/"path":"[^"]*\/events"/g)].length < count) await server.nextLine()
}

test('P1 a stream with a client makes its person present, one without does not', async () => {
  const { clock, ann, bob, open } = await aRoom()
  const [ours, looker] = [await open(ann, 'client-of-ann'), await open(bob)]
  const me = (await ann.get('/api/me')).json<Me>()
  const expected = { client: 'client-of-ann', person: me, seq: 0, anchor: null, head: null, state: 'reading' }
  expect(presentIn(await ours.next())).toEqual([expected])
  expect(presentIn(await looker.next())).toEqual([expected])
  clock.turn(50)
  expect(await nextPresence(looker)).toEqual({ changed: [expected], left: [] })
  const listed = (await ann.get('/api/documents')).json<{ documents: { people: number }[] }>()
  expect(listed.documents[0]?.people).toBe(1)
})

test('P2 S9 all that moves in one moment is told in one event without an id', async () => {
  const { clock, ann, bob, open, put } = await aRoom()
  const reader = await open(bob)
  await reader.next()
  for (const head of [4, 5, 6]) expect((await put(ann, 'client-of-ann', { head })).status).toBe(204)
  await put(bob, 'client-of-bob', { state: 'away', anchor: null, head: null })
  clock.turn(50)
  const event = await reader.next()
  expect(event).toMatchObject({ event: 'presence', id: undefined })
  expect(event?.data).toMatchObject({
    changed: [
      { client: 'client-of-ann', anchor: 3, head: 6, state: 'editing' },
      { client: 'client-of-bob', anchor: null, head: null, state: 'away' },
    ],
    left: [],
  })
  clock.turn(29_950)
  expect(await reader.next()).toMatchObject({ event: 'heartbeat' })
})

test('P2 in a room of a hundred a moment is longer, and nobody is told of each move alone', async () => {
  const { clock, ann, bob, open, put } = await aRoom()
  const clients = Array.from({ length: 100 }, (_, n) => `one-of-many-${n}`)
  for (const client of clients) await put(ann, client)
  clock.turn(250)
  const reader = await open(bob)
  expect(presentIn(await reader.next())).toHaveLength(100)
  for (const head of [4, 5]) for (const client of clients) await put(ann, client, { head })
  clock.turn(200)
  await put(ann, clients[0] ?? '', { head: 7 })
  clock.turn(50)
  const { changed } = await nextPresence(reader)
  expect(changed.map(({ head }) => head)).toEqual([7, ...clients.slice(1).map(() => 5)])
})

test('P3 a goodbye is heard at once, also while the stream is still closing', async () => {
  const { clock, ann, bob, path, open } = await aRoom()
  const reader = await open(bob)
  await open(ann, 'client-of-ann')
  clock.turn(50)
  await nextPresence(reader)
  expect((await ann.delete(`${path}/presence/client-of-ann`)).status).toBe(204)
  clock.turn(50)
  expect(await nextPresence(reader)).toEqual({ changed: [], left: ['client-of-ann'] })
  expect(presentIn(await (await open(bob)).next())).toEqual([])
})

test('P4 who comes back within five seconds was never gone, who does not is', async () => {
  const { clock, server, ann, bob, open, put } = await aRoom()
  const reader = await open(bob)
  const first = await open(ann, 'client-of-ann')
  await put(ann, 'client-of-ann', { head: 7 })
  clock.turn(50)
  await nextPresence(reader)
  first.close()
  await closed(server, 1)
  clock.turn(4_900)
  const second = await open(ann, 'client-of-ann')
  expect(presentIn(await second.next())).toMatchObject([
    { client: 'client-of-ann', head: 7, state: 'editing' },
  ])
  clock.turn(9_000)
  second.close()
  await closed(server, 2)
  clock.turn(5_050)
  expect(await nextPresence(reader)).toEqual({ changed: [], left: ['client-of-ann'] })
})

test('P5 who has no stream leaves after two silent heartbeats', async () => {
  const { clock, ann, bob, open, put } = await aRoom()
  const reader = await open(bob)
  await put(ann, 'client-of-ann')
  clock.turn(29_000)
  await put(ann, 'client-of-ann', { head: 5 })
  clock.turn(29_000)
  const before = await open(bob)
  expect(presentIn(await before.next())).toHaveLength(1)
  clock.turn(1_050)
  const seen = [await nextPresence(reader), await nextPresence(reader), await nextPresence(reader)]
  expect(seen.map(({ left }) => left)).toEqual([[], [], ['client-of-ann']])
})

test('P6 a new name is told to everybody who sees that person', async () => {
  const { clock, ann, bob, open } = await aRoom()
  const reader = await open(bob)
  await open(ann, 'client-of-ann')
  await open(ann, 'other-tab-of-ann')
  clock.turn(50)
  await nextPresence(reader)
  await ann.put('/api/me', { json: { name: 'Ann', colour: 4 } })
  clock.turn(50)
  const { changed } = await nextPresence(reader)
  expect(changed.map(({ client, person }) => [client, person.name, person.colour])).toEqual([
    ['client-of-ann', 'Ann', 4],
    ['other-tab-of-ann', 'Ann', 4],
  ])
})

test('P7 more than 200 participants are not shown, and read all the same', async () => {
  const { bob, ann, open, put } = await aRoom()
  await Promise.all(Array.from({ length: 205 }, () => put(ann, anId())))
  const late = await open(bob, 'client-of-bob')
  expect(presentIn(await late.next())).toHaveLength(200)
})

test('S11 when readers go, nothing of them stays behind', async () => {
  const { clock, server, ann, open } = await aRoom()
  const readers = await Promise.all(Array.from({ length: 30 }, (_, i) => open(ann, `client-${i}-of-ann`)))
  expect(server.readers.counts().streams).toBe(30)
  expect(server.hub.counts()).toEqual({ listeners: 30, documents: 1 })
  for (const reader of readers) reader.close()
  await closed(server, 30)
  expect(server.readers.counts().streams).toBe(0)
  expect(server.hub.counts()).toEqual({ listeners: 0, documents: 0 })
  expect(server.presence.rooms()).toBe(1)
  clock.turn(5_100)
  expect(server.presence.rooms()).toBe(0)
})
