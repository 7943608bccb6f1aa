import { expect, test, vi } from 'vitest'
import { createHandClock } from '../support/hand-clock.ts'
import { aVisitor, createDocument, type Visitor } from '../support/http.ts'
import { startServer } from '../support/server.ts'
import { openReader } from '../support/stream-reader.ts'

async function aDocument(env: Record<string, string>) {
  const clock = createHandClock()
  const server = await startServer({ clock, env })
  const [ann, bob] = [aVisitor(server.url), aVisitor(server.url)]
  await Promise.all([ann.get('/api/me'), bob.get('/api/me')])
  const { id } = await createDocument(ann)
  return { clock, server, ann, bob, id }
}

test('X8 a person has at most 30 streams and waiting polls, others are served, and a place comes back', async () => {
  const { server, ann, bob, id } = await aDocument({})
  const own = `/api/documents/${id}/events`
  const shared = `/api/events?documents=${id}:0`
  const open = (path: string, who: Visitor) => openReader(server.url + path, { cookie: who.cookie() })
  const page = { headers: { accept: 'application/json' } }
  const readers = await Promise.all(Array.from({ length: 29 }, (_, i) => open(i % 2 ? own : shared, ann)))
  const poll = ann.get(`${shared}&wait=25`, page)
  await vi.waitUntil(() => server.readers.counts().polls === 1)
  for (const path of [own, shared]) {
    const refused = await ann.get(path)
    expect([refused.status, refused.code]).toEqual([503, 'too-many-streams'])
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(5)
    expect((await ann.get(`${path}${path === own ? '?' : '&'}wait=25`, page)).code).toBe('too-many-streams')
    expect((await ann.get(path, page)).status).toBe(200)
  }
  expect((await open(shared, bob)).status).toBe(200)
  readers[0]?.close()
  await vi.waitUntil(() => server.readers.counts().streams === 29)
  expect((await open(own, ann)).status).toBe(200)
  await server.close()
  expect((await poll).code).toBe('shutting-down')
})

test('X8 all people together have as many streams as is set', async () => {
  const { server, ann, bob, id } = await aDocument({ SAMEPAGE_MAX_STREAMS: '3' })
  const path = `/api/documents/${id}/events`
  const open = (who: Visitor) => openReader(server.url + path, { cookie: who.cookie() })
  const [first] = [await open(ann), await open(bob), await open(ann)]
  expect((await bob.get(path)).code).toBe('too-many-streams')
  first.close()
  await vi.waitUntil(() => server.readers.counts().streams === 2)
  expect((await open(bob)).status).toBe(200)
})

test('X9 a person writes in bursts, then as often as is set; reading and other people are not counted', async () => {
  const { clock, ann, bob, id } = await aDocument({ SAMEPAGE_REQUESTS_PER_SECOND: '5' })
  const write = async (who: Visitor, count: number) => {
    const path = `/api/documents/${id}/presence/some-client-of-${who === ann ? 'ann' : 'bob'}`
    const replies = await Promise.all(Array.from({ length: count }, () => who.delete(path)))
    return replies.map(({ status }) => status).filter((status) => status === 204).length
  }
  expect(await write(ann, 40)).toBe(29)
  expect((await ann.put('/api/me', { json: { name: 'Ann', colour: 1 } })).code).toBe('too-many-requests')
  expect((await ann.get(`/api/documents/${id}`)).status).toBe(200)
  expect(await write(bob, 30)).toBe(30)
  clock.turn(1_000)
  expect(await write(ann, 10)).toBe(5)
  clock.turn(60_000)
  expect(await write(ann, 40)).toBe(30)
  const { ann: free } = await aDocument({ SAMEPAGE_REQUESTS_PER_SECOND: '0' })
  const replies = await Promise.all(
    Array.from({ length: 400 }, () => free.put('/api/me', { json: { name: 'Ann', colour: 1 } })),
  )
  expect(replies.filter(({ status }) => status !== 200)).toEqual([])
})
