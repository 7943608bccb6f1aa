import { Fragment, Slice } from 'prosemirror-model'
import { ReplaceStep } from 'prosemirror-transform'
import { expect, test, vi } from 'vitest'
import type { DocumentId } from '../../document/protocol/ids.ts'
import { schema } from '../../document/schema/schema.ts'
import { createHandClock } from '../support/hand-clock.ts'
import { anId, aVisitor, createDocument, type } from '../support/http.ts'
import { startServer } from '../support/server.ts'
import { aCommit, record } from '../support/store.ts'
import { isCommit, openReader, type StreamReader } from '../support/stream-reader.ts'

const JSON_PAGE = { accept: 'application/json' }

/** A server that lets Bob read until it is told otherwise. Ann may always. */
async function aHouse() {
  const clock = createHandClock()
  const barred = new Set<string>()
  const server = await startServer({ clock, may: (person, document) => !barred.has(`${person} ${document}`) })
  const [ann, bob] = [aVisitor(server.url), aVisitor(server.url)]
  const { id } = await createDocument(ann, { markdown: 'begin' })
  const { id: other } = await createDocument(ann)
  const { id: bobsId } = (await bob.get('/api/me')).json<{ id: string }>()
  const open = (path: string, who = bob, headers: Record<string, string> = {}) =>
    openReader(server.url + path, { cookie: who.cookie(), ...headers })
  return {
    ...{ clock, server, ann, bob, id, other, open },
    own: `/api/documents/${id}/events`,
    shared: `/api/events?documents=${id}:1,${other}:0`,
    bar: () => barred.add(`${bobsId} ${id}`),
  }
}

const lastOf = (reader: StreamReader): string => reader.bytes().toString().split('\n\n').at(-2) ?? ''

test('S18 when the right to read ends a stream ends with it, and the cursor moves past what is not told', async () => {
  const { ann, id, own, open, bar } = await aHouse()
  const [bobs, anns] = [await open(own), await open(own, ann)]
  await bobs.until(isCommit(1))
  await type(ann, id, 'for both')
  await bobs.until(isCommit(2))
  bar()
  await type(ann, id, 'secret')
  expect(await bobs.rest()).toEqual([])
  expect(lastOf(bobs)).toBe('id: 3')
  await anns.until(isCommit(3))
})

test('S18 on a shared stream it is told, and the other documents go on', async () => {
  const { clock, ann, id, other, shared, open, bar } = await aHouse()
  const reader = await open(shared)
  for (let i = 0; i < 2; i++) expect(await reader.next()).toMatchObject({ event: 'hello' })
  bar()
  await ann.put(`/api/documents/${id}/presence`, {
    json: { client: 'secret-client', seq: 0, anchor: 3, head: 3, state: 'editing' },
  })
  clock.turn(50)
  expect(await reader.next()).toMatchObject({
    event: 'refusal',
    data: { document: id, error: { code: 'not-found', message: expect.any(String) } },
  })
  await type(ann, id, 'secret')
  await type(ann, other, 'open')
  expect(await reader.next()).toMatchObject({ event: 'commit', data: { document: other, seq: 1 } })
  expect(reader.bytes().toString()).not.toContain('secret')
})

test('S18 somebody barred in silence learns of it within a heartbeat and is no longer present', async () => {
  const { clock, server, ann, id, own, shared, open, bar } = await aHouse()
  const watching = await open(own, ann)
  await watching.until(isCommit(1))
  const [single, many] = [await open(`${own}?client=tab-one-of-bob`), await open(shared)]
  await single.until(isCommit(1))
  await many.next()
  await many.next()
  clock.turn(50)
  for (const reader of [single, many]) await reader.until(({ event }) => event === 'presence')
  bar()
  clock.turn(15_000)
  expect(await single.rest()).toEqual([])
  expect(await many.next()).toMatchObject({ event: 'refusal', data: { document: id } })
  await ann.put(`/api/documents/${id}/presence`, {
    json: { client: anId(), seq: 0, anchor: 3, head: 3, state: 'editing' },
  })
  clock.turn(5_050)
  const read = await watching.until(({ data }) => JSON.stringify(data).includes('"left":["tab-one-of-bob"]'))
  expect(read.length).toBeGreaterThan(0)
  expect(server.readers.counts().streams).toBe(2)
  clock.turn(15_000)
  clock.turn(15_000)
  expect(await many.next()).toMatchObject({ event: 'heartbeat' })
})

test('S18 nothing leaks in replay: to a reader who is behind, to a reconnect, to polls', async () => {
  const { server, ann, bob, id, own, shared, open, bar } = await aHouse()
  const behind = await open(own)
  await behind.until(isCommit(1))
  behind.pause()
  for (let i = 0; i < 20; i++) {
    const slice = new Slice(Fragment.from(schema.text('x'.repeat(900_000))), 0, 0)
    const large = new ReplaceStep(3, i === 0 ? 3 : 900_003, slice)
    await record(server.store, id as DocumentId, aCommit(server.store, id as DocumentId, [large]))
  }
  await vi.waitUntil(() => server.readers.counts().pendingBytes > 0)
  const own21 = bob.get(`${own}?after=21&wait=25`, { headers: JSON_PAGE })
  const shared21 = bob.get(`${shared.replace(':1', ':21')}&wait=25`, { headers: JSON_PAGE })
  await vi.waitUntil(() => server.readers.counts().polls === 2)
  bar()
  await type(ann, id, 'secret')
  expect((await own21).code).toBe('not-found')
  expect((await shared21).json()).toMatchObject({
    documents: [
      { document: id, refusal: { code: 'not-found' } },
      { events: [], more: false },
    ],
  })
  behind.resume()
  const taken = (await behind.rest()).filter(({ event }) => event === 'commit')
  expect(taken.length).toBeLessThan(20)
  expect(lastOf(behind)).toBe('id: 22')

  const again = await open(own, bob, { 'last-event-id': '1' })
  expect(again.status).toBe(404)
  expect((await bob.get(own, { headers: JSON_PAGE })).code).toBe('not-found')
  expect((await (await open(shared)).next())?.event).toBe('refusal')
  expect((await bob.get(shared, { headers: JSON_PAGE })).json()).toMatchObject({
    documents: [
      { document: id, refusal: { code: 'not-found' } },
      { events: [], more: false },
    ],
  })
})
