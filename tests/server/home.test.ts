import { expect, test } from 'vitest'
import type { DocumentList, Mine } from '../../document/protocol/home.ts'
import { anId, aVisitor, createDocument, readDocument, type, type Visitor, visit } from '../support/http.ts'
import { startServer } from '../support/server.ts'

async function list(of: Visitor, query = ''): Promise<DocumentList> {
  return (await of.get(`/api/documents${query}`)).json<DocumentList>()
}

async function titles(of: Visitor, query = ''): Promise<string[]> {
  return (await list(of, query)).documents.map(({ title }) => title)
}

const mine = async (of: Visitor, id: string, json: object): Promise<Mine> =>
  (await of.post(`/api/documents/${id}/mine`, { json })).json<Mine>()

/** Ann with documents of these titles, made in this order, and Bob who made one that Ann visited. */
async function aHouse(...named: string[]) {
  const { url } = await startServer()
  const [ann, bob] = [aVisitor(url), aVisitor(url)]
  const ids: Record<string, string> = {}
  for (const title of named) ids[title] = (await createDocument(ann, { title })).id
  const other = (await createDocument(bob, { title: "Bob's" })).id
  if (named.length) await visit(ann, other)
  return { url, ann, bob, id: (title: string) => ids[title] ?? '', other }
}

test('H1 a list is sorted by its last change, its making or its titles, as a reader would lay them out', async () => {
  const { ann, id } = await aHouse('Plan 10', 'äpfel', 'Plan 2', 'Zebra', 'apple')
  await createDocument(ann)
  await type(ann, id('Zebra'), '!', 6)
  expect(await titles(ann)).toEqual(['Zebra!', '', "Bob's", 'apple', 'Plan 2', 'äpfel', 'Plan 10'])
  expect(await titles(ann, '?sort=created&limit=2')).toEqual(['', "Bob's"])
  const sorted = ['äpfel', 'apple', "Bob's", 'Plan 2', 'Plan 10', 'Zebra!', '']
  expect(await titles(ann, '?sort=title')).toEqual(sorted)
  expect((await list(ann, '?sort=title&limit=3')).total).toBe(7)
})

test('H1 a list shows all, mine, those with a star or one folder, and says so when asked for anything else', async () => {
  const { ann, id, other } = await aHouse('One', 'Two')
  await mine(ann, other, { isStarred: true })
  await mine(ann, id('One'), { folder: 'Garden' })
  await mine(ann, other, { folder: 'Garden' })
  await mine(ann, id('Two'), { folder: 'Äcker' })
  expect(await titles(ann, '?shows=mine')).toEqual(['Two', 'One'])
  expect(await titles(ann, '?shows=starred')).toEqual(["Bob's"])
  expect(await titles(ann, '?folder=Garden')).toEqual(["Bob's", 'One'])
  expect((await list(ann)).folders).toEqual([
    { name: 'Äcker', documents: 1 },
    { name: 'Garden', documents: 2 },
  ])
  for (const query of [
    '?shows=none',
    '?sort=size',
    '?limit=0',
    '?limit=1001',
    '?limit=x',
    '?folder=a&folder=b',
  ])
    expect([query, (await ann.get(`/api/documents${query}`)).code]).toEqual([query, 'invalid-request'])
})

test('H2 a list that has not changed is not sent again, and it changes with who is in a document', async () => {
  const { ann, bob, id } = await aHouse('Shared')
  const tag = (await ann.get('/api/documents')).headers.get('etag') ?? ''
  const ask = (known: string) => ann.get('/api/documents', { headers: { 'if-none-match': known } })
  expect([(await ask(tag)).status, (await ask(tag)).text]).toEqual([304, ''])
  await bob.put('/api/me', { json: { name: 'Bob', colour: 3 } })
  const presence = { client: anId(), seq: 1, anchor: 1, head: 1, state: 'editing' }
  await bob.put(`/api/documents/${id('Shared')}/presence`, { json: presence })
  const reading = { ...presence, client: anId(), anchor: null, head: null, state: 'reading' }
  await ann.put(`/api/documents/${id('Shared')}/presence`, { json: reading })
  const changed = await ask(tag)
  expect(changed.status).toBe(200)
  const line = changed.json<DocumentList>().documents.find(({ title }) => title === 'Shared')
  expect(line).toMatchObject({ people: 2, here: [{ name: 'Bob', colour: 3, isWriting: true }] })
})

test('H3 what I do with a document in my list is mine alone, and what is left out stays', async () => {
  const { ann, bob, id } = await aHouse('Shared')
  const shared = id('Shared')
  await visit(bob, shared)
  expect(await mine(ann, shared, { isStarred: true })).toEqual({
    ...{ isMine: true, isListed: true, isStarred: true, folder: null },
  })
  expect(await mine(ann, shared, { folder: ' Work ' })).toMatchObject({ isStarred: true, folder: 'Work' })
  expect((await bob.get(`/api/documents/${shared}/mine`)).json()).toEqual({
    ...{ isMine: false, isListed: true, isStarred: false, folder: null },
  })
  expect(await mine(ann, shared, { isStarred: false, folder: null })).toMatchObject({
    isStarred: false,
    folder: null,
  })
  const ill = await ann.post(`/api/documents/${shared}/mine`, { json: { folder: 'two\nlines' } })
  expect(ill.code).toBe('invalid-request')
})

test('H3 a document removed from a list comes back when it is opened or written in', async () => {
  const { ann, bob, id } = await aHouse('Shared')
  const shared = id('Shared')
  await visit(bob, shared)
  const remove = () => mine(bob, shared, { isListed: false })
  await remove()
  expect([await titles(bob), await titles(ann)]).toEqual([["Bob's"], ["Bob's", 'Shared']])
  await visit(bob, shared)
  expect(await titles(bob)).toContain('Shared')
  const json = { id: anId(), client: anId(), steps: [{ run: { at: 1, text: 'Our ' } }] }
  const { epoch, schema, seq } = await readDocument(bob, shared)
  await remove()
  await bob.post(`/api/documents/${shared}/commits`, { json: { ...json, epoch, schema, base: seq } })
  expect(await titles(bob)).toContain('Our Shared')
})

test('H3 somebody who only looked is remembered when they star what they read', async () => {
  const { url, id } = await aHouse('Read')
  const eve = aVisitor(url)
  await visit(eve, id('Read'))
  expect(await titles(eve)).toEqual([])
  await mine(eve, id('Read'), { isStarred: true })
  expect(await titles(eve, '?shows=starred')).toEqual(['Read'])
})

test('H4 a folder can have another name, and with that of another both are one', async () => {
  const { ann, bob, id, other } = await aHouse('One', 'Two')
  await mine(ann, id('One'), { folder: 'A' })
  await mine(ann, id('Two'), { folder: 'B' })
  await mine(bob, other, { folder: 'A' })
  const rename = await ann.post('/api/folders/rename', { json: { from: 'A', to: 'B' } })
  expect(rename.status).toBe(204)
  expect((await list(ann)).folders).toEqual([{ name: 'B', documents: 2 }])
  expect((await list(bob)).folders).toEqual([{ name: 'A', documents: 1 }])
  await mine(ann, id('One'), { folder: null })
  await mine(ann, id('Two'), { folder: null })
  expect((await list(ann)).folders).toEqual([])
})

test('H8 a copy begins as the document stands, under the title that is asked for', async () => {
  const { ann, bob, id } = await aHouse('Plan')
  const source = id('Plan')
  await type(ann, source, 'words', 7)
  const json = { id: 'AAAAAAAAAAAAAAAAAAAAAA', title: 'Plan copy' }
  const made = await bob.post(`/api/documents/${source}/copies`, { json })
  expect([made.status, made.json()]).toEqual([
    201,
    { id: json.id, title: 'Plan copy', seq: 1, url: `/d/${json.id}` },
  ])
  await type(ann, source, 'more ', 7)
  expect((await bob.post(`/api/documents/${source}/copies`, { json })).json()).toEqual(made.json())
  const text = async (of: string) =>
    (await ann.get(`/api/documents/${of}`, { headers: { accept: 'text/markdown' } })).text
  expect(await text(json.id)).toBe('# Plan copy\n\nwords\n')
  expect(await titles(bob, '?shows=mine')).toEqual(['Plan copy', "Bob's"])
  const plain = await bob.post(`/api/documents/${source}/copies`, { json: {} })
  expect(plain.json()).toMatchObject({ title: 'Plan', seq: 1 })
  const other = await bob.post(`/api/documents/${json.id}/copies`, { json })
  expect(other.code).toBe('document-exists')
})
