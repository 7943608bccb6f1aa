import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test, vi } from 'vitest'
import type { DocumentId } from '../../document/protocol/ids.ts'
import { REFUSALS, type RefusalCode } from '../../document/protocol/refusals.ts'
import { DOCX_TYPE } from '../../server/exchange/file-formats.ts'
import { createHandClock } from '../support/hand-clock.ts'
import {
  aCommitOn,
  anId,
  aVisitor,
  createDocument,
  type Reply,
  readDocument,
  type,
  type Visitor,
} from '../support/http.ts'
import { limitFileSize, spawnServer, startServer, type TestServer } from '../support/server.ts'
import { aCommit, record, typing } from '../support/store.ts'
import { openReader } from '../support/stream-reader.ts'

interface World {
  readonly server: TestServer
  readonly ann: Visitor
  readonly id: string
  /** Posts a commit on the document's head, with some fields replaced. */
  post(over: object): Promise<Reply>
}

const JSON_TYPE = { 'content-type': 'application/json' }
const WRONG = 'AAAAAAAAAAAA'

/** For every code of the table a request that provokes it. */
const PROVOKE: Record<RefusalCode, (world: World) => Promise<Reply>> = {
  'ill-formed-json': ({ ann, id }) =>
    ann.post(`/api/documents/${id}/commits`, { body: '{"id":', headers: JSON_TYPE }),
  'invalid-request': ({ post }) => post({ base: 'zero' }),
  'invalid-cursor': ({ ann, id }) => ann.get(`/api/documents/${id}/events?after=x`),
  'cross-site': ({ ann, id }) =>
    ann.post(`/api/documents/${id}/commits`, { json: {}, headers: { origin: 'https://evil.example' } }),
  'client-taken': async ({ server, id }) => {
    const [bob, eve] = [aVisitor(server.url), aVisitor(server.url)]
    const client = anId()
    await bob.put(`/api/documents/${id}/presence`, {
      json: { client, seq: 0, anchor: null, head: null, state: 'reading' },
    })
    return eve.post(`/api/documents/${id}/commits`, { json: await aCommitOn(eve, id, { client }) })
  },
  'not-found': ({ ann }) => ann.get('/api/documents/AAAAAAAAAAAAAAAAAAAAAA'),
  'not-yours': async ({ server, id }) => {
    const bob = aVisitor(server.url)
    await bob.get('/api/me')
    return bob.put(`/api/documents/${id}/trash`)
  },
  'version-not-found': ({ ann, id }) => ann.get(`/api/documents/${id}?at=999999`),
  'method-not-allowed': ({ ann }) => ann.put('/api/documents', { json: {} }),
  'not-acceptable': ({ ann, id }) => ann.get(`/api/documents/${id}`, { headers: { accept: 'image/png' } }),
  'empty-file': ({ ann, id }) => ann.post(`/api/documents/${id}/files?name=a`, { body: '' }),
  'document-exists': ({ ann, id }) => ann.post('/api/documents', { json: { id, markdown: 'other' } }),
  'in-trash': async ({ ann }) => {
    const { id } = await createDocument(ann)
    await ann.put(`/api/documents/${id}/trash`)
    return ann.post(`/api/documents/${id}/commits`, { json: await aCommitOn(ann, id) })
  },
  'not-in-trash': ({ ann, id }) => ann.delete(`/api/documents/${id}`),
  'epoch-changed': ({ post }) => post({ epoch: WRONG }),
  'schema-changed': ({ post }) => post({ schema: 'a-later-one' }),
  'chain-broken': ({ post }) => post({ chain: WRONG }),
  ahead: ({ post }) => post({ base: 999_999 }),
  stale: async ({ server, ann }) => {
    const { id } = await createDocument(ann)
    const late = await aCommitOn(ann, id, { steps: [{ run: { at: 3, text: 'late' } }] })
    for (let i = 0; i < 201; i++) {
      const commit = aCommit(server.store, id as DocumentId, [typing('x', 3)])
      await record(server.store, id as DocumentId, { ...commit, id: anId() as typeof commit.id })
    }
    return ann.post(`/api/documents/${id}/commits`, { json: late })
  },
  'body-too-large': ({ ann, id }) =>
    ann.post(`/api/documents/${id}/commits`, { body: ' '.repeat(4_194_305), headers: JSON_TYPE }),
  'file-too-large': async () => {
    const ann = aVisitor((await startServer({ env: { SAMEPAGE_MAX_FILE: '10' } })).url)
    const { id } = await createDocument(ann)
    return ann.post(`/api/documents/${id}/files?name=a`, { body: '12345678901' })
  },
  'document-too-large': async ({ ann }) => {
    const { id } = await createDocument(ann, { markdown: 'x'.repeat(1_999_900) })
    const slice = { content: [{ type: 'text', text: 'y'.repeat(200) }] }
    const json = await aCommitOn(ann, id, { steps: [{ stepType: 'replace', from: 3, to: 3, slice }] })
    return ann.post(`/api/documents/${id}/commits`, { json })
  },
  'too-many-steps': ({ post }) => post({ steps: [{ run: { at: 3, text: 'x'.repeat(5_001) } }] }),
  'unsupported-media-type': ({ ann, id }) =>
    ann.post(`/api/documents/${id}/commits`, { body: 'id=1', headers: { 'content-type': 'text/plain' } }),
  'unreadable-file': ({ ann }) =>
    ann.post('/api/documents', { body: 'no archive', headers: { 'content-type': DOCX_TYPE } }),
  'unsound-step': ({ post }) => post({ steps: [{ stepType: 'replace', from: 5, to: 3 }] }),
  'invalid-archive': ({ ann }) =>
    ann.post('/api/archive', { body: 'no zip', headers: { 'content-type': 'application/zip' } }),
  'id-reused': async ({ ann, id, post }) => {
    const [first] = (
      await ann.get(`/api/documents/${id}/events`, { headers: { accept: 'application/json' } })
    ).json<{ events: { id: string }[] }>().events
    return post({ id: first?.id })
  },
  internal: async ({ server, ann }) => {
    const { id } = await createDocument(ann)
    const database = new Database(join(server.folder, 'samepage.sqlite'))
    database
      .prepare(
        "UPDATE snapshots SET doc = 'damaged' WHERE document = (SELECT key FROM documents WHERE id = ?)",
      )
      .run(id)
    database.close()
    return ann.get(`/api/documents/${id}?at=0`)
  },
  'storage-failed': async () => {
    const server = await spawnServer()
    const ann = aVisitor(server.url)
    const { id } = await createDocument(ann)
    limitFileSize(server.pid, 4_096)
    return ann.post(`/api/documents/${id}/commits`, { json: await aCommitOn(ann, id) })
  },
  'storage-full': async () => {
    const server = await startServer({ env: { SAMEPAGE_MAX_DATABASE: '1M' } })
    const ann = aVisitor(server.url)
    const { id } = await createDocument(ann)
    const lost = [{ reason: 'deleted', text: 'x'.repeat(1_000_000) }]
    return ann.post(`/api/documents/${id}/commits`, { json: await aCommitOn(ann, id, { lost }) })
  },
  'too-many-requests': async () => {
    const clock = createHandClock()
    const { url } = await startServer({ clock, env: { SAMEPAGE_REQUESTS_PER_SECOND: '1' } })
    const bob = aVisitor(url)
    await bob.get('/api/me')
    for (let i = 0; i < 6; i++) await bob.put('/api/me', { json: { name: 'Bob', colour: i } })
    return bob.put('/api/me', { json: { name: 'Bob', colour: 6 } })
  },
  'too-many-streams': async ({ server, id }) => {
    const bob = aVisitor(server.url)
    await bob.get('/api/me')
    const path = `/api/documents/${id}/events`
    const open = () => openReader(server.url + path, { cookie: bob.cookie() })
    const readers = await Promise.all(Array.from({ length: 30 }, open))
    const reply = await bob.get(path)
    for (const reader of readers) reader.close()
    return reply
  },
  'shutting-down': async ({ server, ann, id }) => {
    server.drain()
    const reply = await ann.get(`/api/documents/${id}`)
    await server.restart()
    return reply
  },
}

test('E1 E2 every code of the table is provoked by a request, and nothing is changed by it', async () => {
  expect(Object.keys(PROVOKE).sort()).toEqual(Object.keys(REFUSALS).sort())
  const server = await startServer()
  const ann = aVisitor(server.url)
  const { id } = await createDocument(ann)
  await type(ann, id, 'hello')
  const post = async (over: object) =>
    ann.post(`/api/documents/${id}/commits`, {
      json: await aCommitOn(ann, id, { steps: [{ run: { at: 3, text: 'x' } }], ...over }),
    })
  for (const [code, provoke] of Object.entries(PROVOKE) as [
    RefusalCode,
    (world: World) => Promise<Reply>,
  ][]) {
    const before = await standing(server, ann, id)
    const reply = await provoke({ server, ann, id, post })
    const { status, retry, message } = REFUSALS[code]
    expect({ code: reply.code, status: reply.status }).toEqual({ code, status })
    expect(reply.json()).toMatchObject({ error: { code, message } })
    expect(reply.headers.get('cache-control')).toBe('no-store')
    expect(reply.headers.has('retry-after')).toBe(retry === 'after-waiting')
    expect([code, await standing(server, ann, id)]).toEqual([code, before])
    const good = await type(ann, id, 'ok')
    expect([code, good.seq]).toEqual([code, before.seq + 1])
  }
})

async function standing({ folder }: TestServer, visitor: Visitor, id: string) {
  const { seq, chain, doc } = await readDocument(visitor, id)
  const database = new Database(join(folder, 'samepage.sqlite'), { readonly: true })
  const ofDocument = 'WHERE document = (SELECT key FROM documents WHERE id = ?)'
  const rows = database.prepare(`SELECT count(*) FROM events ${ofDocument}`).pluck().get(id)
  const kept = database.prepare(`SELECT count(*) FROM residue ${ofDocument}`).pluck().get(id)
  database.close()
  return { seq, chain, doc, rows, kept }
}

test('C4 a commit has at most 5,000 steps and a document at most 2,000,000 positions', async () => {
  const ann = aVisitor((await startServer()).url)
  const { id } = await createDocument(ann)
  const post = async (text: string) =>
    ann.post(`/api/documents/${id}/commits`, {
      json: await aCommitOn(ann, id, { steps: [{ run: { at: 3, text } }] }),
    })
  expect((await post('é'.repeat(5_000))).status).toBe(201)
  expect((await post('é'.repeat(5_001))).code).toBe('too-many-steps')
  const large = await ann.post('/api/documents', { json: { markdown: 'x'.repeat(2_000_001) } })
  expect([large.status, large.code]).toEqual([413, 'document-too-large'])
})

test('E3 an unknown error is answered by a reference that finds it in the log, and by nothing else of it', async () => {
  const server = await startServer()
  const ann = aVisitor(server.url)
  const reply = await PROVOKE.internal({ server, ann, id: '', post: async () => ann.get('/') })
  const { error } = reply.json<{ error: Record<string, string> }>()
  expect(error).toEqual({
    code: 'internal',
    message: REFUSALS.internal.message,
    reference: expect.stringMatching(/^[\w-]{8}$/),
  })
  const line = server
    .log()
    .split('\n')
    .find((each) => each.includes(error['reference'] ?? 'none'))
  expect(line).toMatch(/"stack":/)
})

test('E3 a request that is cut off is no fault of the server: nothing of it is logged as one', async () => {
  const server = await startServer()
  const ann = aVisitor(server.url)
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
  const head = [
    'POST /api/documents HTTP/1.1',
    'Host: a',
    'Content-Type: application/json',
    'Content-Length: 9',
  ]
  socket.write([...head, 'Expect: 100-continue', '', '{'].join('\r\n'))
  await once(socket, 'data')
  socket.resetAndDestroy()
  await vi.waitUntil(() => /"path":"\/api\/documents"/.test(server.log()))
  expect(server.log()).not.toContain('a request failed')
  expect((await ann.get('/metrics')).text).not.toContain('code="internal"')
})

test('E4 a body has a size, a type and an encoding', async () => {
  const { url } = await startServer()
  const ann = aVisitor(url)
  const send = (body: string | Uint8Array, type = 'application/json') =>
    ann.post('/api/documents', { body, headers: { 'content-type': type } })
  expect((await send('{"title":"ä"}')).status).toBe(201)
  expect((await send('{"title":"ä"}', 'application/json; charset=utf-8')).status).toBe(201)
  expect((await send('{}', 'image/png')).code).toBe('unsupported-media-type')
  expect((await send('')).code).toBe('ill-formed-json')
  expect((await send('{')).code).toBe('ill-formed-json')
  expect((await send(Buffer.from([0x22, 0xff, 0x22]))).code).toBe('ill-formed-json')
  const chunked = await fetch(`${url}/api/documents`, {
    method: 'POST',
    headers: JSON_TYPE,
    body: endless(5_000_000),
    duplex: 'half',
  } as RequestInit)
  expect(chunked.status).toBe(413)
})

/** A body of unknown length, so that only counting can find it too large. */
function endless(size: number): ReadableStream {
  let sent = 0
  return new ReadableStream({
    pull(controller) {
      if (sent >= size) return controller.close()
      sent += 65_536
      controller.enqueue(new Uint8Array(65_536).fill(0x20))
    },
  })
}

test('E5 a method that an address does not take is named as such, with those it takes', async () => {
  const { url } = await startServer()
  const ann = aVisitor(url)
  const reply = await ann.delete('/api/me')
  expect([reply.code, reply.headers.get('allow')]).toEqual(['method-not-allowed', 'HEAD, GET, PUT'])
  expect((await ann.ask('PROPFIND', '/api/documents')).code).toBe('method-not-allowed')
  expect((await ann.post('/', { json: {} })).code).toBe('method-not-allowed')
})
