import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import type { Store } from '../../db/store.ts'
import type { DocumentId, PersonId } from '../../document/protocol/ids.ts'
import type { Me } from '../../document/protocol/person.ts'
import { parseMarkdown } from '../../document/text/markdown-in.ts'
import { FORMAT_TYPES, presentVersion, type TextFormat } from '../../server/exchange/formats.ts'
import type { LaneWorker } from '../../server/exchange/lane.ts'
import type { ReadJob } from '../../server/reader/read-jobs.ts'
import { createHandClock } from '../support/hand-clock.ts'
import { aVisitor, createDocument, readDocument, type } from '../support/http.ts'
import { type ServerOptions, startServer, startSourceReader } from '../support/server.ts'
import { ANN, aCommit, aDocument, aDocumentId, record, typing } from '../support/store.ts'
import { unpack } from '../support/zips.ts'

const LONG = Array.from({ length: 6_000 }, (_, i) => `Line ${i} of **many** words that are _long_`).join(
  '\n\n',
)

/** A server, and the kinds of the jobs that its reading threads were given. */
async function aServer(options: ServerOptions = {}) {
  const jobs: ReadJob[] = []
  const server = await startServer({
    ...options,
    startReader(file, heapMb) {
      const worker = (options.startReader ?? startSourceReader)(file, heapMb)
      const { postMessage } = worker
      worker.postMessage = (job: ReadJob) => {
        jobs.push(job)
        postMessage.call(worker, job)
      }
      return worker
    },
  })
  const kinds = () => jobs.map(({ kind }) => kind).filter((kind) => kind !== 'text')
  return { ...server, kinds, ann: aVisitor(server.url) }
}

function aLongDocument({ store }: { readonly store: Store }, person: PersonId = ANN): DocumentId {
  const id = aDocumentId()
  const content = parseMarkdown(`# Long\n\n${LONG}`)
  store.log.create({ id, content, person, requestHash: '00'.repeat(9) })
  return id
}

test('D3 T2 what a thread writes of a long document is byte for byte what is written of any', async () => {
  const { ann, store, kinds } = await aServer()
  const id = aLongDocument({ store })
  const document = store.log.find(id)
  const version = store.log.version(id)
  if (!document || !version) throw new Error('there is no document')
  for (const format of ['application/json', 'text/markdown', 'text/html', 'text/plain'] as TextFormat[]) {
    const reply = await ann.get(`/api/documents/${id}`, { headers: { accept: format } })
    expect(reply.headers.get('content-type')).toBe(FORMAT_TYPES[format])
    expect(reply.text === presentVersion(format, document, version)).toBe(true)
  }
  expect(kinds()).toEqual(['present', 'present', 'present', 'present'])
})

test('H8 a long document is copied by a thread, whole and under its new title; a short one is not', async () => {
  const { ann, store, kinds } = await aServer()
  const id = aLongDocument({ store })
  const copy = async (of: string, json: object) => {
    const reply = await ann.post(`/api/documents/${of}/copies`, { json })
    expect(reply.status).toBe(201)
    return store.log.version(reply.json<{ id: DocumentId }>().id)?.doc
  }
  expect((await copy(id, {}))?.eq(store.log.version(id)?.doc as never)).toBe(true)
  const titled = await copy(id, { title: 'Other' })
  expect(titled?.firstChild?.textContent).toBe('Other')
  expect(titled?.childCount).toBe(store.log.version(id)?.doc.childCount)
  expect(kinds()).toEqual(['copy', 'copy'])
  const { id: short } = await createDocument(ann)
  await copy(short, {})
  expect(kinds()).toEqual(['copy', 'copy'])
})

test('A1 an archive has long documents written by a thread, both times as of the same version', async () => {
  const { ann, store, kinds, url } = await aServer()
  const { id: me } = (await ann.get('/api/me')).json<Me>()
  const id = aLongDocument({ store }, me)
  const document = store.log.find(id)
  const version = store.log.version(id)
  if (!document || !version) throw new Error('there is no document')
  const response = await fetch(`${url}/api/archive`, { headers: { cookie: ann.cookie() } })
  const entries = await unpack(Buffer.from(await response.arrayBuffer()))
  for (const [ending, format] of [
    ['json', 'application/json'],
    ['md', 'text/markdown'],
  ] as const) {
    const written = entries.get(`documents/1 Long.${ending}`)?.toString()
    expect(written === presentVersion(format, document, version)).toBe(true)
  }
  expect(kinds()).toEqual(['present', 'present'])
})

test('D11 H11 the page of a long document is filled by a thread, its title and preview too', async () => {
  const { ann, store, kinds } = await aServer()
  const id = aLongDocument({ store })
  const { text, headers } = await ann.get(`/d/${id}`)
  expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(text).toContain('<title>Long · Samepage</title>')
  expect(text).toContain('content="Line 0 of many words')
  expect(text).toContain('>Line 5999 of <strong>many</strong> words that are <em>long</em></p><!--')
  expect(kinds()).toEqual(['page'])
})

test('D4 ten who ask for a long document at once share one answer, and a short one needs no thread', async () => {
  const { url, ann, store, kinds } = await aServer()
  const id = aLongDocument({ store })
  const short = await createDocument(ann, { markdown: 'short' })
  await readDocument(ann, short.id)
  expect(kinds()).toEqual([])
  const ten = await Promise.all(Array.from({ length: 10 }, () => aVisitor(url).get(`/api/documents/${id}`)))
  expect(new Set(ten.map(({ status }) => status))).toEqual(new Set([200]))
  expect(new Set(ten.map(({ text }) => text)).size).toBe(1)
  // Whoever came after the answer was there asked anew.
  expect(kinds().length).toBeLessThanOrEqual(2)
  const tag = ten[0]?.headers.get('etag') ?? ''
  const again = await ann.get(`/api/documents/${id}`, { headers: { 'if-none-match': tag } })
  expect([again.status, kinds().length <= 2]).toEqual([304, true])
})

test('D5 D8 a version of a long document is there as soon as its commit is acknowledged, and the old ones stay', async () => {
  const { ann, store } = await aServer()
  const id = aLongDocument({ store })
  for (const word of ['one ', 'two ', 'three ']) {
    const { seq } = await type(ann, id, word, 7)
    const [now, before] = await Promise.all([readDocument(ann, id, seq), readDocument(ann, id, seq - 1)])
    expect([now.seq, JSON.stringify(now.doc).includes(word)]).toEqual([seq, true])
    expect(JSON.stringify(before.doc).includes(word)).toBe(false)
  }
  expect((await ann.get(`/api/documents/${id}?at=99`)).code).toBe('version-not-found')
})

test('D5 after a restart a version far from any other is read by a thread, portion by portion', async () => {
  const server = await aServer()
  const id = aDocument(server.store)
  const big = 'x'.repeat(200_000)
  for (let i = 0; i < 3; i++)
    await record(server.store, id, aCommit(server.store, id, [typing(`${i}${big}`, 3)]))
  const again = await server.restart()
  const { doc } = await readDocument(aVisitor(again.url), id, 2)
  expect(JSON.stringify(doc).length).toBeGreaterThan(400_000)
  expect(server.kinds()).toEqual(['present'])
})

test('D5 a version that is many small events away from a snapshot is read by a thread', async () => {
  const server = await aServer()
  const id = aDocument(server.store)
  const tiny = Array.from({ length: 1_500 }, (_, i) => {
    const commit = aCommit(server.store, id, [typing('y', 3 + i)], { base: i })
    return record(server.store, id, commit)
  })
  await Promise.all(tiny)
  const versions = await Promise.all([1_000, 1_001, 1_002].map((seq) => readDocument(server.ann, id, seq)))
  const typed = versions.map(({ doc }) => /"text":"(y*)"/.exec(JSON.stringify(doc))?.[1]?.length)
  expect(typed).toEqual([1_000, 1_001, 1_002])
  expect(server.kinds()).toEqual(['present', 'present', 'present'])
})

const stuck = (): LaneWorker =>
  new Worker(
    "const { parentPort } = require('node:worker_threads'); parentPort.postMessage('ready'); parentPort.on('message', () => { for (;;); })",
    { eval: true },
  )

test('T4 a read that takes too long is refused, says when to come again, and the next has another thread', async () => {
  const clock = createHandClock()
  let started = 0
  const server = await aServer({
    clock,
    startReader: (...of) => (started++ === 0 ? stuck() : startSourceReader(...of)),
  })
  const id = aLongDocument(server)
  const late = server.ann.get(`/api/documents/${id}`)
  await expect.poll(() => server.kinds().length, { timeout: 20_000 }).toBe(1)
  // Meanwhile others are answered.
  expect((await aVisitor(server.url).get('/healthz')).status).toBe(200)
  clock.turn(30_000)
  const refused = await late
  expect([refused.code, refused.headers.has('retry-after')]).toEqual(['too-many-requests', true])
  expect((await readDocument(server.ann, id)).title).toBe('Long')
  expect(server.kinds()).toEqual(['present', 'present'])
})

/** A thread that writes nothing of any version. */
const quick = (): LaneWorker =>
  new Worker(
    "const { parentPort } = require('node:worker_threads'); parentPort.postMessage('ready'); parentPort.on('message', () => parentPort.postMessage({ kind: 'answered', answer: { bytes: new Uint8Array(1), losses: '' } }))",
    { eval: true },
  )

test('A1 an archive comes whole although its reader has asked for more than may wait, and a thread was too slow', async () => {
  const clock = createHandClock()
  let started = 0
  const server = await aServer({
    clock,
    startReader: () => (started++ === 0 ? stuck() : quick()),
  })
  const { ann, store, url } = server
  const { id: me } = (await ann.get('/api/me')).json<Me>()
  const id = aLongDocument({ store }, me)
  for (let i = 0; i < 33; i++) await record(store, id, aCommit(store, id, [typing('y', 7 + i)]))
  const versions = Array.from({ length: 33 }, (_, i) => ann.get(`/api/documents/${id}?at=${i + 1}`))
  await expect.poll(() => server.kinds().length, { timeout: 20_000 }).toBe(1)
  const refused = await Promise.race(versions)
  expect(refused.code).toBe('too-many-requests')
  const archive = fetch(`${url}/api/archive`, { headers: { cookie: ann.cookie() } }).then(async (response) =>
    unpack(Buffer.from(await response.arrayBuffer())),
  )
  let isBroken = false
  archive.catch(() => {
    isBroken = true
  })
  for (let i = 0; i < 30; i++) await ann.get('/healthz')
  expect(isBroken).toBe(false)
  clock.turn(30_000)
  expect([...(await archive).keys()]).toContain('documents/1 Long.md')
  await Promise.all(versions)
})
