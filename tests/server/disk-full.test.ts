import { openSync } from 'node:fs'
import { expect, test } from 'vitest'
import { KEPT_TEXT_MS } from '../../document/protocol/limits.ts'
import { schema } from '../../document/schema/schema.ts'
import { createHandClock } from '../support/hand-clock.ts'
import {
  aCommitOn,
  aVisitor,
  clientOf,
  createDocument,
  readDocument,
  readLog,
  type,
  type Visitor,
} from '../support/http.ts'
import { isAtRest, openPage } from '../support/node-page.ts'
import { limitFileSize, spawnMain, spawnServer, startServer } from '../support/server.ts'
import { isCommit, openReader } from '../support/stream-reader.ts'

/** A commit that takes at least so many bytes on disk and leaves the document's text alone. */
async function aLargeCommit(visitor: Visitor, id: string, bytes: number): Promise<Record<string, unknown>> {
  return aCommitOn(visitor, id, { lost: [{ reason: 'deleted', text: 'x'.repeat(bytes) }] })
}

/** Posts ever smaller commits until not even the smallest finds room. */
async function fill(visitor: Visitor, id: string): Promise<void> {
  for (const bytes of [200_000, 20_000, 5_000]) {
    let status = 201
    while (status === 201) {
      const json = await aLargeCommit(visitor, id, bytes)
      status = (await visitor.post(`/api/documents/${id}/commits`, { json })).status
    }
    expect(status).toBe(507)
  }
}

test('E7 a full database refuses what is new and nothing else, and takes the same bytes when space returns', async () => {
  const clock = createHandClock()
  const env = { SAMEPAGE_MAX_DATABASE: '1M', SAMEPAGE_HEARTBEAT: '300' }
  const server = await startServer({ clock, env })
  const ann = aVisitor(server.url)
  const { id } = await createDocument(ann, { markdown: 'begin' })
  await ann.post(`/api/documents/${id}/commits`, { json: await aLargeCommit(ann, id, 300_000) })
  expect((await ann.delete(`/api/documents/${id}/residue/1`)).status).toBe(204)
  await fill(ann, id)

  const before = { document: await readDocument(ann, id), log: await readLog(ann, id) }
  const head = before.document.seq
  const reader = await openReader(`${server.url}/api/documents/${id}/events?after=${head}`)
  await reader.until(({ event }) => event === 'hello')
  const commit = await aLargeCommit(ann, id, 5_000)
  const refused = await ann.post(`/api/documents/${id}/commits`, { json: commit })
  expect([refused.status, refused.code, refused.headers.get('retry-after')]).toEqual([
    507,
    'storage-full',
    '10',
  ])
  expect((await ann.post('/api/documents', { json: { markdown: 'y'.repeat(9_000) } })).code).toBe(
    'storage-full',
  )
  expect(await renameUntilRefused(server.url)).toBe('storage-full')
  // What is told next to who watches is a caret: the commit that was refused was told to nobody.
  const caret = { client: clientOf(ann), seq: head, anchor: null, head: null, state: 'reading' }
  expect((await ann.put(`/api/documents/${id}/presence`, { json: caret })).status).toBe(204)
  clock.turn(1_000)
  expect((await reader.next())?.event).toBe('presence')
  reader.close()
  expect(await readDocument(ann, id)).toEqual(before.document)
  expect(await readLog(ann, id)).toEqual(before.log)
  expect((await ann.get(`/d/${id}`)).status).toBe(200)
  expect((await ann.get('/api/documents')).status).toBe(200)

  // Text that was put aside is removed after its time, by the daily sweep: pages become free.
  clock.turn(KEPT_TEXT_MS + 2 * 86_400_000)
  const taken = await ann.post(`/api/documents/${id}/commits`, { json: commit })
  expect([taken.status, taken.json()]).toEqual([
    201,
    expect.objectContaining({ id: commit['id'], seq: head + 1 }),
  ])
  expect((await ann.post(`/api/documents/${id}/commits`, { json: commit })).status).toBe(200)
  const resumed = await openReader(`${server.url}/api/documents/${id}/events?after=${head}`)
  const told = await resumed.until(isCommit(head + 1))
  expect(told.filter(({ event }) => event === 'commit')).toHaveLength(1)
})

async function renameUntilRefused(url: string): Promise<string> {
  for (let i = 0; i < 500; i++) {
    const reply = await aVisitor(url).put('/api/me', { json: { name: `Somebody new ${i}`, colour: 1 } })
    if (reply.status !== 200) return reply.code
  }
  return 'everybody found room'
}

test('E7 what a page typed while the database was full is kept, and sent when the limit is raised', async () => {
  const server = await startServer({ env: { SAMEPAGE_MAX_DATABASE: '1M' } })
  const ann = aVisitor(server.url)
  const { id } = await createDocument(ann)
  const page = openPage(server.url, id)
  page.client.start()
  await page.until(({ status }) => status?.connection === 'live')
  await fill(ann, id)
  page.edit((transform) => transform.insert(3, schema.text('w'.repeat(9_000))))
  await page.until(({ status }) => status?.unsaved === 1)
  const other = await ann.post(`/api/documents/${id}/commits`, { json: await aLargeCommit(ann, id, 9_000) })
  expect(other.code).toBe('storage-full')
  expect(page.shown().status).toMatchObject({ connection: 'live', halt: undefined, unsaved: 1 })

  await server.close()
  const port = Number(new URL(server.url).port)
  await startServer({ folder: server.folder, env: { SAMEPAGE_MAX_DATABASE: '2M' } }, port)
  page.client.wake()
  await page.until(isAtRest)
  page.client.stop()
  expect(JSON.stringify((await readDocument(ann, id)).doc)).toContain('w'.repeat(9_000))
})

test('E7 a limit smaller than the database is a refusal to start, in words', async () => {
  const server = await startServer()
  const ann = aVisitor(server.url)
  const { id } = await createDocument(ann)
  for (let i = 0; i < 2; i++) {
    const json = await aLargeCommit(ann, id, 600_000)
    await ann.post(`/api/documents/${id}/commits`, { json })
  }
  await server.close()
  const next = spawnMain({ PORT: '0', SAMEPAGE_DATA: server.folder, SAMEPAGE_MAX_DATABASE: '1M' })
  expect(await next.exited).toBe(1)
  expect(next.stderr()).toMatch(
    /^The database has 1,\d{3},\d{3} bytes and SAMEPAGE_MAX_DATABASE allows 1,048,576\. Set it higher\.\n$/,
  )
})

test('E7 a disk that fails is told apart from a full one, and the server goes on with it and after it', async () => {
  const server = await spawnServer()
  const ann = aVisitor(server.url)
  const { id } = await createDocument(ann)
  await type(ann, id, 'a')
  const json = await aCommitOn(ann, id, { steps: [{ run: { at: 3, text: 'b' } }] })
  limitFileSize(server.pid, 4_096)
  const refused = await ann.post(`/api/documents/${id}/commits`, { json })
  expect([refused.status, refused.code]).toEqual([503, 'storage-failed'])
  expect(refused.headers.get('retry-after')).toBe('5')
  expect((await ann.put('/api/me', { json: { name: 'Ann', colour: 1 } })).code).toBe('storage-failed')
  expect((await ann.post('/api/documents', { json: {} })).code).toBe('storage-failed')
  expect((await readDocument(ann, id)).seq).toBe(1)

  limitFileSize(server.pid, undefined)
  const taken = await ann.post(`/api/documents/${id}/commits`, { json })
  expect([taken.status, taken.json<{ seq: number }>().seq]).toEqual([201, 2])
  await server.restart()
  const again = await ann.post(`/api/documents/${id}/commits`, { json })
  expect([again.status, again.text]).toEqual([200, taken.text])
})

test('E7 a log that is kept on a full disk does not end the server', async () => {
  const full = openSync('/dev/full', 'w')
  const server = await spawnServer({ env: { SAMEPAGE_LOG: 'debug' }, stderr: full })
  const ann = aVisitor(server.url)
  const { id } = await createDocument(ann)
  await type(ann, id, 'still here')
  expect((await readDocument(ann, id)).seq).toBe(1)
})
