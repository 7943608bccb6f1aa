import { expect, test } from 'vitest'
import type { Me } from '../../document/protocol/person.ts'
import type { PeopleOfDocument, TitleList } from '../../document/protocol/references.ts'
import { aVisitor, createDocument, type, type Visitor } from '../support/http.ts'
import { startServer } from '../support/server.ts'
import { openReader } from '../support/stream-reader.ts'

const peopleOf = async (visitor: Visitor, id: string) =>
  (await visitor.get(`/api/documents/${id}/people`)).json<PeopleOfDocument>().people
const titlesOf = async (visitor: Visitor, ids: readonly string[]) =>
  (await visitor.get(`/api/titles?documents=${ids.join(',')}`)).json<TitleList>().titles

async function aPerson(url: string, name: string): Promise<Visitor & { readonly me: Me }> {
  const visitor = aVisitor(url)
  const me = (await visitor.put('/api/me', { json: { name, colour: 3 } })).json<Me>()
  return { ...visitor, me }
}

test('X11 the people of a document are those who are here, then those who wrote, the last one first', async () => {
  const { url } = await startServer()
  const [ann, bob, eve, dan] = await Promise.all(
    ['Ann', 'Bob', 'Eve', 'Dan'].map((name) => aPerson(url, name)),
  )
  if (!ann || !bob || !eve || !dan) throw new Error('nobody came')
  const { id } = await createDocument(ann, { markdown: 'text' })
  const other = await createDocument(dan, { markdown: 'other' })
  await type(bob, id, 'b')
  expect(await peopleOf(ann, id)).toEqual([bob.me, ann.me])

  // Eve only reads: she is named while she is here. Dan writes elsewhere.
  const reader = await openReader(`${url}/api/documents/${id}/events?client=client-of-eve`, {
    cookie: eve.cookie(),
  })
  await reader.next()
  expect(await peopleOf(ann, id)).toEqual([eve.me, bob.me, ann.me])
  expect(await peopleOf(ann, other.id)).toEqual([dan.me])

  const renamed = (await bob.put('/api/me', { json: { name: 'Robert', colour: 5 } })).json<Me>()
  expect(await peopleOf(ann, id)).toContainEqual(renamed)
  expect((await ann.get('/api/documents/AAAAAAAAAAAAAAAAAAAAAA/people')).status).toBe(404)
})

test('X12 the titles of documents are as they are now; what is not there is left out', async () => {
  const { url } = await startServer()
  const [ann, bob] = [aVisitor(url), aVisitor(url)]
  const plan = await createDocument(ann, { title: 'Plan' })
  const empty = await createDocument(ann)
  const ids = [plan.id, empty.id, 'AAAAAAAAAAAAAAAAAAAAAA', 'x', '', plan.id]
  expect(await titlesOf(bob, ids)).toEqual([
    { id: plan.id, title: 'Plan' },
    { id: empty.id, title: '' },
  ])
  await ann.put(`/api/documents/${empty.id}/trash`)
  expect(await titlesOf(bob, ids)).toEqual([{ id: plan.id, title: 'Plan' }])
  const list = (await bob.get('/api/documents')).json<{ documents: unknown[] }>()
  expect(list.documents).toEqual([])
  expect(await titlesOf(bob, [])).toEqual([])
})

test('X12 more than 100 titles at once are refused', async () => {
  const { url } = await startServer()
  const ids = Array.from({ length: 101 }, (_, i) => `id${i}`)
  const reply = await aVisitor(url).get(`/api/titles?documents=${ids.join(',')}`)
  expect(reply.status).toBe(400)
  expect(reply.json<{ error: { code: string } }>().error.code).toBe('invalid-request')
})
