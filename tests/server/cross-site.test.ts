import { expect, test } from 'vitest'
import { aCommitOn, aVisitor, createDocument, readLog } from '../support/http.ts'
import { type ServerOptions, startServer } from '../support/server.ts'

async function aPage(options: ServerOptions = {}) {
  const server = await startServer(options)
  const ann = aVisitor(server.url)
  const { id } = await createDocument(ann, { markdown: 'secret' })
  return { server, ann, id, host: new URL(server.url).host }
}

/** The types of a body that a page may send anywhere without asking (Fetch Standard), and two that look like ours. */
const SENT_UNASKED = [
  { 'content-type': 'application/x-www-form-urlencoded' },
  { 'content-type': 'multipart/form-data; boundary=x' },
  { 'content-type': 'text/plain' },
  { 'content-type': 'text/plain; application/json' },
  { 'content-type': 'text/plain, application/json' },
]

/** Every call, by somebody with Ann's cookie and these headers. */
async function tryEverything(
  { ann, id }: Awaited<ReturnType<typeof aPage>>,
  headers: Record<string, string>,
) {
  const json = {}
  const at = `/api/documents/${id}`
  return Promise.all([
    ann.get('/api/documents', { headers }),
    ann.get(at, { headers }),
    ann.get(`${at}/events`, { headers: { ...headers, accept: 'text/event-stream' } }),
    ann.get(`${at}/events`, { headers: { ...headers, accept: 'application/json' } }),
    ann.get(`/api/events?documents=${id}:0`, { headers: { ...headers, accept: 'text/event-stream' } }),
    ann.get(`/api/events?documents=${id}:0`, { headers: { ...headers, accept: 'application/json' } }),
    ann.get(`${at}/residue`, { headers }),
    ann.get('/api/me', { headers }),
    ann.get('/api/connection', { headers }),
    ann.get('/api/connection/stream', { headers }),
    ann.post('/api/connection', { headers, json }),
    ann.get('/metrics', { headers }),
    ann.get('/API/documents', { headers }),
    ann.post('/api/documents', { headers, json }),
    ann.post(`${at}/commits`, { headers, json }),
    ann.get('/api/archive', { headers }),
    ann.post('/api/archive', { headers: { ...headers, 'content-type': 'application/zip' }, body: 'a' }),
    ann.post(`${at}/files?name=a`, {
      headers: { ...headers, 'content-type': 'application/octet-stream' },
      body: 'a',
    }),
    ann.post(`/d/${id}`, { headers, json }),
    ann.put(`${at}/presence`, { headers, json }),
    ann.put('/api/me', { headers, json: { name: 'Mallory', colour: 1 } }),
    ann.delete(`${at}/presence/some-client`, { headers }),
    ann.delete(`${at}/residue/1`, { headers }),
    ann.ask('OPTIONS', at, { headers: { ...headers, 'access-control-request-method': 'PUT' } }),
  ])
}

test('X1 X2 another site reads nothing and changes nothing, however it says who it is', async () => {
  const page = await aPage()
  const { ann, id, host } = page
  const foreign = [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site', origin: `http://${host}` },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: `https://${host}.evil.example` },
    { origin: 'https://127.0.0.1:1' },
    { origin: `http://${host}`, 'x-forwarded-host': 'pages.example.org' },
    { origin: `http://${host}`, 'x-forwarded-proto': 'https' },
  ]
  const me = (await ann.get('/api/me')).text
  for (const headers of foreign) {
    for (const reply of await tryEverything(page, headers as Record<string, string>)) {
      expect([headers, reply.status, reply.code]).toEqual([headers, 403, 'cross-site'])
      expect(reply.text).not.toMatch(/secret/)
      expect([...reply.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
    }
  }
  expect((await ann.get('/api/me')).text).toBe(me)
  expect(await readLog(ann, id)).toHaveLength(1)
})

test('X1 the own pages, typed addresses and programs are served', async () => {
  const { ann, host } = await aPage()
  const own = [
    {},
    { 'sec-fetch-site': 'same-origin', origin: 'https://behind.a.proxy' },
    { 'sec-fetch-site': 'none' },
    { origin: `http://${host}` },
    {
      origin: 'https://pages.example.org',
      'x-forwarded-host': 'pages.example.org',
      'x-forwarded-proto': 'https',
    },
    { origin: 'https://pages.example.org', 'x-forwarded-host': 'pages.example.org:443' },
  ]
  for (const headers of own) {
    const reply = await ann.post('/api/documents', { headers: headers as Record<string, string>, json: {} })
    expect([headers, reply.status]).toEqual([headers, 201])
    expect([...reply.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  }
})

test('X1 X2 behind a proxy that replaces Host, what needs no asking is refused, and asking is in vain', async () => {
  const { ann, id } = await aPage()
  const foreign = { origin: 'http://evil.example', host: 'samepage:4400' }
  const ask = (method: string) => ({
    headers: {
      ...foreign,
      'access-control-request-method': method,
      'access-control-request-headers': 'content-type',
    },
  })
  const refused = await Promise.all([
    ...SENT_UNASKED.map((type) =>
      ann.post('/api/documents', { headers: { ...foreign, ...type }, body: '{}' }),
    ),
    ann.post('/api/documents', { headers: foreign }),
    ann.ask('OPTIONS', '/api/me', ask('PUT')),
    ann.ask('OPTIONS', `/api/documents/${id}/commits`, ask('POST')),
    ann.ask('OPTIONS', `/api/documents/${id}/presence/some-client`, ask('DELETE')),
  ])
  for (const { status, code, text, headers } of refused) {
    expect([status, code]).toEqual([403, 'cross-site'])
    expect(text).not.toMatch(/secret/)
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  }
  expect(await readLog(ann, id)).toHaveLength(1)
})

test('X1 X2 the own page on plain HTTP reads and edits behind a proxy that replaces Host', async () => {
  const { ann, id } = await aPage()
  const headers = { origin: 'http://pages.lan', host: 'samepage:4400' }
  const read = await ann.get(`/api/documents/${id}`, { headers })
  expect(read.status).toBe(200)
  expect([...read.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  const commit = await aCommitOn(ann, id, { steps: [{ run: { at: 3, text: 'a' } }] })
  expect((await ann.post(`/api/documents/${id}/commits`, { headers, json: commit })).status).toBe(201)
  const me = { name: 'Ann', colour: 1 }
  expect((await ann.put('/api/me', { headers, json: me })).status).toBe(200)
  expect((await ann.delete(`/api/documents/${id}/presence/some-client`, { headers })).status).toBe(204)
  const told = { ...headers, 'x-forwarded-host': 'elsewhere.lan' }
  expect((await ann.post('/api/documents', { headers: told, json: {} })).code).toBe('cross-site')
})

test('X1 with SAMEPAGE_URL that address alone is the own one, and the refusal names the setting', async () => {
  const { ann, host } = await aPage({ env: { SAMEPAGE_URL: 'https://pages.example.org/' } })
  const make = (origin: string) => ann.post('/api/documents', { headers: { origin }, json: {} })
  expect((await make('https://pages.example.org')).status).toBe(201)
  const refused = await make(`http://${host}`)
  expect(refused.code).toBe('cross-site')
  expect(refused.text).toContain('SAMEPAGE_URL')
})

test('X1 a link from another site opens a page', async () => {
  const { ann, id } = await aPage()
  const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', accept: 'text/html' }
  expect((await ann.get(`/d/${id}`, { headers })).text).toContain('secret')
  expect((await ann.get('/', { headers })).status).toBe(200)
})
