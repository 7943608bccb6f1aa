import { expect, test } from 'vitest'
import type { DocumentCreated } from '../../document/protocol/documents.ts'
import type { DocumentList } from '../../document/protocol/home.ts'
import { aCommitOn, aVisitor, createDocument, readDocument, visit } from '../support/http.ts'
import { startServer } from '../support/server.ts'

const AS_PICTURE = { 'sec-fetch-dest': 'image', 'sec-fetch-site': 'same-origin' }
/** What Chromium, Firefox and Safari ask for pictures with; on plain HTTP it is all they tell. */
const ACCEPTS = [
  'image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8',
  'image/avif,image/webp,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5',
  'image/webp,image/avif,image/jxl,image/heic,image/heic-sequence,video/*;q=0.8,image/png,*/*;q=0.5',
]

const FETCHING = [
  '/api/connection?wait=25&n=1',
  '/api/archive',
  '/d/AAAAAAAAAAAAAAAAAAAAAA',
  '/files/../api/archive',
  '/files/%2e%2e/api/archive',
  '/files/AAAAAAAAAAAAAAAAAAAAAA/../../api/archive',
  '//127.0.0.1/api/archive',
  'https:api/archive',
  'api/archive',
  'pictures/a.png',
  '#a',
]
const SHOWN = [
  '/files/a.png',
  '/files/AAAAAAAAAAAAAAAAAAAAAA',
  '/files/AAAAAAAAAAAAAAAAAAAAAA/a%20b.png',
  'https://example.org/api/a.png',
  'http://example.org/a.png',
]

test('X13 a call or page of ours that is asked for as a picture is refused at once, and nothing comes of it', async () => {
  const { url } = await startServer()
  const ann = aVisitor(url)
  const { id } = await createDocument(ann, { markdown: 'words' })
  const paths = [
    `/api/documents/${id}`,
    `/api/documents/${id}/events`,
    '/api/archive',
    '/api/connection?wait=25',
    '/api/me',
    `/d/${id}`,
    '/',
    '/metrics',
    '/healthz',
  ]
  const asked = [AS_PICTURE, ...ACCEPTS.map((accept) => ({ accept }))]
  for (const destination of ['video', 'audio', 'script', 'style', 'iframe', 'object', 'track', 'font'])
    asked.push({ ...AS_PICTURE, 'sec-fetch-dest': destination })
  for (const headers of asked)
    for (const path of paths) expect([path, (await ann.get(path, { headers })).status]).toEqual([path, 406])
  for (const destination of ['empty', 'document']) {
    const headers = { 'sec-fetch-dest': destination, 'sec-fetch-site': 'same-origin' }
    for (const path of [`/api/documents/${id}`, `/d/${id}`, '/api/archive'])
      expect((await ann.get(path, { headers })).status).toBe(200)
  }
})

test('H3 X4 no GET lists a document; the page that opened it says so, of people who wrote before', async () => {
  const { url } = await startServer()
  const [ann, bob, eve] = [aVisitor(url), aVisitor(url), aVisitor(url)]
  const { id } = await createDocument(ann, { title: 'Open' })
  await createDocument(bob, { title: "Bob's" })
  const titles = async (of: typeof ann) =>
    (await of.get('/api/documents')).json<DocumentList>().documents.map(({ title }) => title)
  for (const path of [`/api/documents/${id}`, `/d/${id}`, `/api/documents/${id}/people`]) await bob.get(path)
  expect(await titles(bob)).toEqual(["Bob's"])
  await visit(bob, id)
  await visit(eve, id)
  expect([await titles(bob), await titles(eve)]).toEqual([["Bob's", 'Open'], []])
  const form = { headers: { 'content-type': 'text/plain' }, body: '{}' }
  expect((await eve.post(`/api/documents/${id}/visits`, form)).code).toBe('unsupported-media-type')
  expect((await eve.post(`/api/documents/${id}/visits`, { json: { by: 'Ann' } })).code).toBe(
    'invalid-request',
  )
  expect((await eve.post('/api/documents/AAAAAAAAAAAAAAAAAAAAAA/visits', { json: {} })).code).toBe(
    'not-found',
  )
})

test('T2 T3 of what comes in, addresses of ours are no pictures and are told; files of ours and others are', async () => {
  const { url } = await startServer()
  const ann = aVisitor(url)
  const send = async (type: string, body: string) =>
    (await ann.post('/api/documents', { headers: { 'content-type': type }, body })).json<DocumentCreated>()
  const shownIn = async (id: string) => {
    const { text } = await ann.get(`/api/documents/${id}`, { headers: { accept: 'text/html' } })
    return [...text.matchAll(/<img[^>]* src="([^"]*)"/g)].map(([, src]) => src)
  }
  for (const [type, write] of [
    ['text/markdown', (src: string) => `![the alt](<${src}>) and words`],
    ['text/html', (src: string) => `<p><img src="${src}" alt="the alt"> and words`],
  ] as const) {
    for (const src of FETCHING) {
      const made = await send(type, write(src))
      expect([src, await shownIn(made.id), made.losses]).toMatchObject([
        src,
        [],
        [{ kind: 'hidden-pictures', count: 1 }],
      ])
    }
    for (const src of SHOWN) {
      const made = await send(type, write(src))
      // A page that is taken away leads back to this server.
      expect([src, await shownIn(made.id), made.losses]).toEqual([src, [new URL(src, url).href], []])
    }
  }
})

test('T5 an older document with such a picture is read, written in and rewritten, and shows its words instead', async () => {
  const { url } = await startServer()
  const ann = aVisitor(url)
  const { id } = await createDocument(ann, { markdown: 'before\n\nafter\n' })
  const figure = { type: 'figure', attrs: { src: '/api/archive', alt: 'a plan' } }
  const image = { type: 'image', attrs: { src: '/api/me', alt: 'a face' } }
  const step = (from: number, node: object) => ({
    stepType: 'replace',
    from,
    to: from,
    slice: { content: [node] },
  })
  const json = await aCommitOn(ann, id, { steps: [step(3, image), step(2, figure)] })
  expect((await ann.post(`/api/documents/${id}/commits`, { json })).status).toBe(201)
  const page = (await ann.get(`/d/${id}`)).text
  expect(page).toMatch(/<img alt="a plan"[^>]*>/)
  expect(page).toMatch(/<img alt="a face"[^>]*>/)
  expect(page).not.toContain('src="/api')
  const markdown = await ann.get(`/api/documents/${id}`, { headers: { accept: 'text/markdown' } })
  expect(markdown.text).toContain('![a plan](/api/archive)')
  const put = await ann.put(`/api/documents/${id}?base=2`, {
    headers: { 'content-type': 'text/markdown' },
    body: markdown.text.replace('after', 'afterwards'),
  })
  expect(put.json()).toMatchObject({ seq: 3, steps: 1 })
  expect(JSON.stringify((await readDocument(ann, id)).doc)).toContain('"/api/archive"')
})
