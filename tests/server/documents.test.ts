import { expect, test } from 'vitest'
import { parseDocument } from '../../document/schema/schema.ts'
import { aVisitor, createDocument, readDocument, type, visit } from '../support/http.ts'
import { startServer } from '../support/server.ts'

const MARKDOWN = '# Plan\n\nFirst **bold** line\n\n- one\n- two\n'

test('D1 a document made without text is the empty one at seq 0', async () => {
  const ann = aVisitor((await startServer()).url)
  const reply = await ann.post('/api/documents', { json: {} })
  const { id, ...rest } = reply.json<{ id: string }>()
  expect(reply.status).toBe(201)
  expect(id).toMatch(/^[\w-]{22}$/)
  expect(rest).toEqual({ title: '', seq: 0, url: `/d/${id}` })
  expect(reply.headers.get('location')).toBe(`/api/documents/${id}`)
})

test('D1 text given as Markdown, and a title that overrules its own, are event 1', async () => {
  const ann = aVisitor((await startServer()).url)
  const created = await createDocument(ann, { title: 'Our\n plan', markdown: MARKDOWN })
  const { doc, title, seq } = await readDocument(ann, created.id)
  expect(created).toMatchObject({ title: 'Our plan', seq: 1 })
  expect({ title, seq }).toEqual({ title: 'Our plan', seq: 1 })
  expect(parseDocument(doc).textContent).toBe('Our planFirst bold lineonetwo')
})

test('D2 the same request under the same id has the same answer, other content is refused', async () => {
  const ann = aVisitor((await startServer()).url)
  const json = { id: 'AAAAAAAAAAAAAAAAAAAAAA', markdown: MARKDOWN }
  const first = await ann.post('/api/documents', { json })
  const again = await ann.post('/api/documents', { json })
  const other = await ann.post('/api/documents', { json: { ...json, title: 'Other' } })
  expect([again.status, again.text]).toEqual([first.status, first.text])
  expect(other.code).toBe('document-exists')
  expect((await readDocument(ann, json.id)).seq).toBe(1)
})

test('D3 a document is answered in the format that Accept prefers', async () => {
  const ann = aVisitor((await startServer()).url)
  const { id } = await createDocument(ann, { markdown: MARKDOWN })
  const ask = (accept: string) => ann.get(`/api/documents/${id}`, { headers: { accept } })
  expect((await ask('*/*')).headers.get('content-type')).toMatch(/^application\/json/)
  expect((await ask('text/markdown')).text).toBe(MARKDOWN)
  expect((await ask('text/plain')).text).toBe('Plan\n\nFirst bold line\n\none\ntwo\n')
  expect((await ask('text/html, text/plain;q=0.5')).text).toContain('<strong>bold</strong>')
  expect((await ask('text/html;q=0.1, text/markdown;q=0.9')).headers.get('content-type')).toMatch(/markdown/)
  const refused = await ask('image/png')
  expect([refused.status, refused.code]).toEqual([406, 'not-acceptable'])
  expect((await ask('*/*')).headers.get('vary')).toMatch(/\baccept\b/i)
})

test('D4 an entity tag belongs to one version in one format', async () => {
  const ann = aVisitor((await startServer()).url)
  const { id } = await createDocument(ann, { markdown: MARKDOWN })
  const ask = (accept: string, tag = '') =>
    ann.get(`/api/documents/${id}`, { headers: { accept, ...(tag ? { 'if-none-match': tag } : {}) } })
  const tag = (await ask('application/json')).headers.get('etag') ?? ''
  const unchanged = await ask('application/json', tag)
  expect(tag).toMatch(/^"[^"]+"$/)
  expect([unchanged.status, unchanged.text]).toEqual([304, ''])
  expect((await ask('text/markdown', tag)).status).toBe(200)
  await type(ann, id, '!', 7)
  const changed = await ask('application/json', tag)
  expect([changed.status, changed.headers.get('cache-control')]).toEqual([200, 'private, no-cache'])
})

test('D5 every version can be had, and none beyond the head', async () => {
  const ann = aVisitor((await startServer()).url)
  const { id } = await createDocument(ann)
  for (const letter of 'abc') await type(ann, id, letter)
  const texts = await Promise.all(
    [0, 1, 2, 3].map(async (at) => parseDocument((await readDocument(ann, id, at)).doc).textContent),
  )
  expect(texts).toEqual(['', 'a', 'ba', 'cba'])
  expect((await ann.get(`/api/documents/${id}?at=4`)).code).toBe('version-not-found')
  expect((await ann.get(`/api/documents/${id}?at=-1`)).code).toBe('invalid-request')
})

test('D9 an unknown and an ill-formed id are alike for every call', async () => {
  const ann = aVisitor((await startServer()).url)
  const json = {}
  for (const id of ['AAAAAAAAAAAAAAAAAAAAAA', 'short', '%2e%2e%2fsecret', 'AAAAAAAAAAAAAAAAAAAAAB']) {
    const replies = await Promise.all([
      ann.get(`/api/documents/${id}`),
      ann.get(`/api/documents/${id}/events`),
      ann.get(`/api/documents/${id}/residue`),
      ann.post(`/api/documents/${id}/commits`, { json }),
      ann.put(`/api/documents/${id}/presence`, { json }),
      ann.delete(`/api/documents/${id}/presence/some-client`),
      ann.delete(`/api/documents/${id}/residue/1`),
      ann.get(`/api/documents/${id}/mine`),
      ann.post(`/api/documents/${id}/mine`, { json }),
      ann.post(`/api/documents/${id}/copies`, { json }),
      ann.put(`/api/documents/${id}/trash`),
      ann.delete(`/api/documents/${id}/trash`),
      ann.delete(`/api/documents/${id}`),
      ann.get(`/d/${id}`),
    ])
    expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 404))
    expect(new Set(replies.map(({ text }) => text.replace(/\s/g, ''))).size).toBe(1)
  }
})

test('D10 a list holds what its person made or visited, newest change first', async () => {
  const { url } = await startServer()
  const [ann, bob] = [aVisitor(url), aVisitor(url)]
  const titles = async (of: typeof ann) =>
    (await of.get('/api/documents'))
      .json<{ documents: { title: string }[] }>()
      .documents.map(({ title }) => title)
  const older = await createDocument(ann, { title: 'Older' })
  await createDocument(ann, { title: 'Newer' })
  expect(await titles(ann)).toEqual(['Newer', 'Older'])
  await type(ann, older.id, '!', 8)
  expect(await titles(ann)).toEqual(['Older', 'Newer'])
  expect(await titles(bob)).toEqual([])
  await createDocument(bob, { title: "Bob's" })
  await visit(bob, older.id)
  expect(await titles(bob)).toEqual(["Bob's", 'Older'])
  expect(await titles(ann)).toEqual(['Older', 'Newer'])
})
