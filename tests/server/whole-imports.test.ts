import { randomBytes } from 'node:crypto'
import { readdirSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { DATABASE_FILE } from '../../db/open-store.ts'
import type { ArchiveManifest, ArchiveTaken } from '../../document/protocol/archive.ts'
import type { DocumentList } from '../../document/protocol/home.ts'
import { aVisitor, createDocument, type Reply, type Visitor } from '../support/http.ts'
import { spawnServer, startServer, type TestServer } from '../support/server.ts'
import { pack, unpack } from '../support/zips.ts'

/** An archive of so many documents, each of so many characters. */
function anArchive(count: number, characters = 10): Promise<Buffer> {
  const text = randomBytes(characters).toString('base64').slice(0, characters)
  const documents = Array.from({ length: count }, (_, n) => ({
    id: randomBytes(16).toString('base64url'),
    title: `Page ${n}`,
    seq: 1,
    markdown: `${n}.md`,
    json: `${n}.json`,
    isStarred: n === 0,
    folder: n === 0 ? 'Kept' : null,
  }))
  const manifest = { format: 'samepage-archive', version: 1, at: 0, documents, files: [] }
  return pack([
    ['manifest.json', JSON.stringify(manifest)],
    ...documents.map(({ title, json }): [string, string] => {
      const content = [
        { type: 'title', content: [{ type: 'text', text: title }] },
        { type: 'paragraph', content: [{ type: 'text', text }] },
      ]
      return [json, JSON.stringify({ doc: { type: 'doc', content } })]
    }),
  ])
}

const bring = (visitor: Visitor, body: Uint8Array, query = ''): Promise<Reply> =>
  visitor.post(`/api/archive${query}`, { body, headers: { 'content-type': 'application/zip' } })

const list = async (visitor: Visitor) => (await visitor.get('/api/documents')).json<DocumentList>()

/** How many rows of each table an import writes. */
function rowsIn(folder: string): Record<string, number> {
  const database = new Database(join(folder, DATABASE_FILE), { readonly: true })
  const tables = ['documents', 'events', 'snapshots', 'visits', 'imports', 'pending']
  const rows = tables.map((table): [string, number] => [
    table,
    database.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number,
  ])
  database.close()
  return Object.fromEntries(rows)
}

/** Resolves when an import has made some of its documents, which nobody finds yet. */
async function isHalfWay(folder: string): Promise<void> {
  await expect.poll(() => rowsIn(folder)['pending'] ?? 0, { timeout: 60_000, interval: 5 }).toBeGreaterThan(5)
}

test('A5 the same archive under the same id has the same answer and makes nothing again', async () => {
  const server = await startServer()
  const ann = aVisitor(server.url)
  await createDocument(ann)
  const zip = await anArchive(3)
  const both = await Promise.all([
    bring(ann, zip, '?id=import-0001'),
    bring(aVisitor(ann.url), zip, '?id=import-0001'),
  ])
  expect(both.map(({ status }) => status)).toEqual([201, 201])
  const again = await bring(ann, zip, '?id=import-0001')
  expect(again.json<ArchiveTaken>().documents).toHaveLength(3)
  for (const { text } of both) expect(JSON.parse(text)).toEqual(again.json())
  expect(rowsIn(server.folder)).toMatchObject({ documents: 4, imports: 1, pending: 0 })
  expect((await bring(ann, await anArchive(2), '?id=import-0001')).code).toBe('id-reused')
  expect((await bring(ann, zip, '?id=x')).code).toBe('invalid-request')
  expect((await bring(ann, zip)).json<ArchiveTaken>().documents).toHaveLength(3)
  expect(rowsIn(server.folder)).toMatchObject({ documents: 7, imports: 2, pending: 0 })
})

test('A5 H7 the title of what was deleted for ever is in no answer any more, and in no row', async () => {
  const server = await startServer()
  const ann = aVisitor(server.url)
  await createDocument(ann)
  const zip = await anArchive(3)
  const first = (await bring(ann, zip, '?id=import-0001')).json<ArchiveTaken>()
  const [gone, ...kept] = first.documents
  await ann.put(`/api/documents/${kept[0]?.id}/trash`, { json: {} })
  await ann.put(`/api/documents/${gone?.id}/trash`, { json: {} })
  expect((await ann.delete(`/api/documents/${gone?.id}`)).status).toBe(204)
  const again = (await bring(ann, zip, '?id=import-0001')).json<ArchiveTaken>()
  expect(again).toEqual({ ...first, documents: [{ id: gone?.id, title: '' }, ...kept] })
  const database = new Database(join(server.folder, DATABASE_FILE), { readonly: true })
  const answers = database.prepare('SELECT answer FROM imports').pluck().all() as string[]
  database.close()
  expect(answers.join()).not.toContain('Page 0')
})

test('A5 what an archive brings stands in the list with its star and folder, once all of it is there', async () => {
  const ann = aVisitor((await startServer()).url)
  await createDocument(ann)
  await bring(ann, await anArchive(2))
  const { documents } = await list(ann)
  expect(documents.find(({ title }) => title === 'Page 0')).toMatchObject({ isStarred: true, folder: 'Kept' })
  expect(documents.find(({ title }) => title === 'Page 1')).toMatchObject({ isStarred: false, folder: null })
})

test('A5 a kill in the middle of an archive leaves nothing, and sent again it is there once', async () => {
  const server = await spawnServer()
  const ann = aVisitor(server.url)
  await createDocument(ann, { title: 'Before' })
  const zip = await anArchive(400)
  const cut = bring(ann, zip, '?id=import-0001').then(
    () => 'answered',
    () => 'cut',
  )
  await isHalfWay(server.folder)
  await server.kill9()
  expect(await cut).toBe('cut')
  const { url } = await server.restart()
  const back = Object.assign(ann, { url })
  expect((await list(back)).documents.map(({ title }) => title)).toEqual(['Before'])
  await expect
    .poll(() => rowsIn(server.folder), { timeout: 60_000 })
    .toEqual({ documents: 1, events: 1, snapshots: 1, visits: 1, imports: 0, pending: 0 })
  expect((await bring(back, zip, '?id=import-0001')).status).toBe(201)
  expect((await list(back)).total).toBe(401)
})

test('A5 S12 a server that ends refuses an archive that it is taking in, and keeps nothing of it', async () => {
  const server = await startServer()
  const ann = aVisitor(server.url)
  await createDocument(ann, { title: 'Before' })
  const bringing = bring(ann, await anArchive(400))
  await isHalfWay(server.folder)
  const restarting = server.restart()
  expect((await bringing).code).toBe('shutting-down')
  const next: TestServer = await restarting
  const back = Object.assign(ann, { url: next.url })
  expect((await list(back)).total).toBe(1)
})

test('A5 E7 an archive that the database has no room for leaves nothing, and room for others', async () => {
  const server = await startServer({ env: { SAMEPAGE_MAX_DATABASE: '2M' } })
  const ann = aVisitor(server.url)
  await createDocument(ann, { title: 'Before' })
  expect((await bring(ann, await anArchive(80, 40_000))).code).toBe('storage-full')
  expect((await list(ann)).total).toBe(1)
  await expect.poll(() => rowsIn(server.folder)['documents'], { timeout: 60_000 }).toBe(1)
  expect((await bring(ann, await anArchive(3))).status).toBe(201)
})

/** Sends the beginning of a body that says it is far longer; resolves with the code it is refused with. */
function begin(visitor: Visitor, path: string, head: Uint8Array, declared: number) {
  let resolve = (_code: string): void => undefined
  const promise = new Promise<string>((settle) => {
    resolve = settle
  })
  const sending = request(`${visitor.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/zip', 'content-length': declared, cookie: visitor.cookie() },
  })
  sending.on('error', () => undefined)
  sending.on('response', async (response) => {
    let text = ''
    for await (const chunk of response) text += chunk
    resolve((JSON.parse(text) as { error: { code: string } }).error.code)
    sending.destroy()
  })
  sending.write(head)
  return { refused: promise, cancel: () => sending.destroy() }
}

test('A4 what is no zip is refused by its first bytes, and nothing of it stays on disk', async () => {
  const server = await startServer()
  const ann = aVisitor(server.url)
  await createDocument(ann)
  expect(await begin(ann, '/api/archive', Buffer.alloc(1_000, 'x'), 200_000_000).refused).toBe(
    'invalid-archive',
  )
  await expect.poll(() => readdirSync(join(server.folder, 'files', 'incoming'))).toEqual([])
})

test('A4 one archive of a person arrives at a time', async () => {
  const server = await startServer()
  const ann = aVisitor(server.url)
  const bob = aVisitor(server.url)
  for (const visitor of [ann, bob]) await createDocument(visitor)
  const zip = await anArchive(1)
  const first = begin(ann, '/api/archive', zip.subarray(0, 100), 1_000_000)
  await expect.poll(() => readdirSync(join(server.folder, 'files', 'incoming'))).toHaveLength(1)
  expect((await bring(ann, zip)).code).toBe('too-many-requests')
  expect((await bring(bob, zip)).status).toBe(201)
  first.cancel()
  await expect.poll(async () => (await bring(ann, zip)).status).toBe(201)
})

test('F9 what arrives counts against the limit of all files, archives too', async () => {
  const server = await startServer({ env: { SAMEPAGE_MAX_UPLOADS: '1M' } })
  const ann = aVisitor(server.url)
  const bob = aVisitor(server.url)
  const { id } = await createDocument(ann)
  await createDocument(bob)
  expect(
    (await bring(ann, Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(2_000_000)]))).code,
  ).toBe('storage-full')
  const half = begin(ann, `/api/documents/${id}/files?name=a`, Buffer.alloc(900_000), 950_000)
  await expect.poll(() => readdirSync(join(server.folder, 'files', 'incoming'))).toHaveLength(1)
  const other = begin(bob, `/api/documents/${id}/files?name=b`, Buffer.alloc(10), 900_000)
  expect(await other.refused).toBe('storage-full')
  half.cancel()
})

test('A1 a file whose bytes are gone costs itself and not the archive', async () => {
  const server = await startServer()
  const ann = aVisitor(server.url)
  const { id } = await createDocument(ann, { title: 'Has a file' })
  const kept = await ann.post(`/api/documents/${id}/files?name=a.bin`, { body: Buffer.from('bytes') })
  const { url } = kept.json<{ url: string }>()
  await createDocument(ann, { title: 'Links it', markdown: `[a.bin](${url})` })
  const { hash } = server.store.files.find(url.split('/')[2] as never) ?? { hash: '' }
  rmSync(join(server.folder, 'files', hash.slice(0, 2), hash.slice(2)))
  const response = await fetch(`${ann.url}/api/archive`, { headers: { cookie: ann.cookie() } })
  const entries = await unpack(Buffer.from(await response.arrayBuffer()))
  const manifest = JSON.parse(String(entries.get('manifest.json'))) as ArchiveManifest
  expect(manifest.documents).toHaveLength(2)
  expect(manifest.files).toEqual([])
})
