import { expect, test } from 'vitest'
import type { ClientId, PersonId } from '../../document/protocol/ids.ts'
import { createClients } from '../../server/live/clients.ts'
import { aCommitOn, anId, aVisitor, createDocument, readDocument, type } from '../support/http.ts'
import { startServer } from '../support/server.ts'

const STREAM = { accept: 'text/event-stream' }
const reading = (client: string) => ({ client, seq: 0, anchor: null, head: null, state: 'reading' })

async function idOf(visitor: ReturnType<typeof aVisitor>): Promise<string> {
  return (await visitor.get('/api/me')).json<{ id: string }>().id
}

test('C10 the client under which the server writes for somebody is theirs, though its name is public', async () => {
  const { url } = await startServer()
  const [eve, ann] = [aVisitor(url), aVisitor(url)]
  const { id } = await createDocument(eve)
  const client = `person-${await idOf(ann)}`
  const presence = `/api/documents/${id}/presence`
  const replies = [
    await eve.post(`/api/documents/${id}/commits`, { json: await aCommitOn(eve, id, { client }) }),
    await eve.put(presence, { json: reading(client) }),
    await eve.delete(`${presence}/${client}`),
    await eve.get(`/api/documents/${id}/events?client=${client}`, { headers: STREAM }),
  ]
  expect(replies.map(({ code }) => code)).toEqual(replies.map(() => 'client-taken'))
  const made = await createDocument(ann, { markdown: 'mine' })
  const path = `/api/documents/${made.id}`
  const put = { headers: { 'content-type': 'text/markdown' }, body: 'ours' }
  expect((await ann.put(`${path}?base=1`, put)).status).toBe(201)
  expect((await ann.post(`${path}/copies`, { json: {} })).status).toBe(201)
  expect((await ann.put(`${path}/trash`)).status).toBe(204)
})

test('C10 nobody loses the client of a page that only reads to somebody who invents thousands', async () => {
  const { url } = await startServer()
  const [ann, bob, eve] = [aVisitor(url), aVisitor(url), aVisitor(url)]
  const ids = await Promise.all(Array.from({ length: 10 }, async () => (await createDocument(eve)).id))
  const id = ids[0] ?? ''
  await bob.get('/api/me')
  await type(ann, id, 'a')
  const [anns, bobs] = [anId(), anId()]
  await ann.put(`/api/documents/${id}/presence`, { json: reading(anns) })
  await bob.put(`/api/documents/${id}/presence`, { json: reading(bobs) })
  for (let i = 0; i < 30; i++) {
    const named = ids.map((each) => `${each}:0:::${Array.from({ length: 100 }, anId).join('~')}`)
    const query = encodeURIComponent(named.join(','))
    await eve.get(`/api/events?documents=${query}`, { headers: { accept: 'application/json' } })
  }
  for (const client of [anns, bobs]) {
    const taken = await eve.put(`/api/documents/${id}/presence`, { json: reading(client) })
    expect(taken.code).toBe('client-taken')
  }
  const json = await aCommitOn(bob, id, { client: bobs, steps: [{ run: { at: 3, text: 'b' } }] })
  expect((await bob.post(`/api/documents/${id}/commits`, { json })).status).toBe(201)
  expect(JSON.stringify((await readDocument(ann, id)).doc)).toContain('ba')
})

test('C10 a page keeps the client it wrote under when the server starts anew and others come first', async () => {
  const server = await startServer()
  const [ann, eve] = [aVisitor(server.url), aVisitor(server.url)]
  const { id } = await createDocument(ann)
  await idOf(eve)
  const client = anId()
  const commit = () => aCommitOn(ann, id, { client, steps: [{ run: { at: 3, text: 'a' } }] })
  await ann.post(`/api/documents/${id}/commits`, { json: await commit() })
  const { url } = await server.restart()
  const path = `/api/documents/${id}`
  const late = aVisitor(url, eve.cookie())
  expect((await late.put(`${path}/presence`, { json: reading(client) })).code).toBe('client-taken')
  expect((await late.get(`${path}/events?client=${client}`, { headers: STREAM })).code).toBe('client-taken')
  const again = await aVisitor(url, ann.cookie()).post(`${path}/commits`, { json: await commit() })
  expect(again.status).toBe(201)
})

test('C10 who holds a few clients keeps them beside a hundred people who invent a thousand each', () => {
  const clients = createClients(() => undefined)
  const few = ['page-one', 'page-two'] as ClientId[]
  const ann = 'annannannann' as PersonId
  for (const client of few) clients.claim(client, ann)
  for (let person = 0; person < 100; person++) {
    const eve = `eve-${String(person).padStart(8, '0')}` as PersonId
    for (let i = 0; i < 1_000; i++) clients.claim(`invented-${person}-${i}` as ClientId, eve)
  }
  for (const client of few) expect(clients.claim(client, 'bobbobbobbob' as PersonId)).toBe(false)
})
