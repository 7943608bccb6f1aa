import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { DATABASE_FILE } from '../../db/open-store.ts'
import type { DocumentList } from '../../document/protocol/home.ts'
import { createHandClock } from '../support/hand-clock.ts'
import {
  aCommitOn,
  aVisitor,
  createDocument,
  readDocument,
  readLog,
  type,
  type Visitor,
} from '../support/http.ts'
import { spawnServer, startServer } from '../support/server.ts'
import { openReader } from '../support/stream-reader.ts'

const DAY_MS = 86_400_000

/** Ann's document, with her words in it, that Bob has written in too; the clock stands still. */
async function aShared() {
  const clock = createHandClock()
  const server = await startServer({ clock })
  const [ann, bob] = [aVisitor(server.url), aVisitor(server.url)]
  const { id } = await createDocument(ann, { title: 'Shared', markdown: 'sesame' })
  await type(bob, id, 'x ', 9)
  const path = `/api/documents/${id}`
  return { clock, server, ann, bob, id, path, trash: () => ann.put(`${path}/trash`) }
}

async function titles(of: Visitor, query = ''): Promise<string[]> {
  const reply = await of.get(`/api/documents${query}`)
  return reply.json<DocumentList>().documents.map(({ title }) => title)
}

test('H5 who made a document moves it into the trash and out of it, and nobody else does', async () => {
  const { ann, bob, id, path, trash } = await aShared()
  expect((await bob.put(`${path}/trash`)).code).toBe('not-yours')
  const { seq, chain } = await readDocument(ann, id)
  const [before] = (await ann.get('/api/documents')).json<DocumentList>().documents
  expect([(await trash()).status, (await trash()).status]).toEqual([204, 204])
  expect((await bob.delete(`${path}/trash`)).code).toBe('not-yours')
  expect((await ann.delete(`${path}/trash`)).status).toBe(204)
  expect(await readLog(ann, id, seq)).toMatchObject([
    { kind: 'trash', seq: seq + 1, trashed: true },
    { kind: 'trash', seq: seq + 2, trashed: false },
  ])
  const after = await readDocument(ann, id)
  expect(after.seq).toBe(seq + 2)
  expect(after.chain).not.toBe(chain)
  const [line] = (await ann.get('/api/documents')).json<DocumentList>().documents
  expect(line?.updatedAt).toBe(before?.updatedAt)
  expect((await type(bob, id, 'y', 9)).seq).toBe(seq + 3)
})

test('H6 in the trash it is in no list and found by nobody, and read by whoever has the link', async () => {
  const { ann, bob, id, path, trash } = await aShared()
  const find = async (of: Visitor) =>
    (await of.get('/api/search?q=sesame')).json<{ results: unknown[] }>().results
  expect([(await find(ann)).length, (await find(bob)).length]).toEqual([1, 1])
  await trash()
  expect([await titles(ann), await titles(bob), await find(ann), await find(bob)]).toEqual([[], [], [], []])
  expect([await titles(ann, '?shows=trash'), await titles(bob, '?shows=trash')]).toEqual([['Shared'], []])
  expect((await readDocument(bob, id)).title).toBe('Shared')
  await ann.delete(`${path}/trash`)
  expect([await titles(ann), await titles(bob)]).toEqual([['Shared'], ['Shared']])
  expect([(await find(ann)).length, (await find(bob)).length]).toEqual([1, 1])
})

test('H6 readers are told of it at once, and a commit waits until the document is back', async () => {
  const { server, ann, bob, id, path, trash } = await aShared()
  const reader = await openReader(`${server.url}${path}/events?after=2`, { cookie: bob.cookie() })
  expect(await reader.next()).toMatchObject({ event: 'hello', data: { head: 2 } })
  const json = await aCommitOn(bob, id, { steps: [{ run: { at: 9, text: 'late ' } }] })
  const known = await aCommitOn(bob, id, { steps: [{ run: { at: 9, text: 'early ' } }] })
  const recorded = (await bob.post(`${path}/commits`, { json: known })).json()
  await trash()
  const told = await reader.until(({ event }) => event === 'trash')
  expect(told.at(-1)).toMatchObject({
    event: 'trash',
    id: '4',
    data: { trashed: true, person: { name: expect.any(String) } },
  })
  const refused = await bob.post(`${path}/commits`, { json })
  expect([refused.code, refused.headers.has('retry-after')]).toEqual(['in-trash', true])
  expect((await bob.post(`${path}/commits`, { json: known })).json()).toEqual(recorded)
  const late = await openReader(`${server.url}${path}/events?after=4`, { cookie: bob.cookie() })
  expect(await late.next()).toMatchObject({ event: 'hello', data: { trashed: true } })
  await ann.delete(`${path}/trash`)
  expect((await bob.post(`${path}/commits`, { json })).status).toBe(201)
  expect((await ann.get(path, { headers: { accept: 'text/markdown' } })).text).toContain('late ')
})

test('H7 only what is in the trash is deleted for ever, and only by who made it', async () => {
  const { server, clock, ann, bob, id, path, trash } = await aShared()
  expect((await ann.delete(path)).code).toBe('not-in-trash')
  await trash()
  expect((await bob.delete(path)).code).toBe('not-yours')
  const reader = await openReader(`${server.url}${path}/events?after=3`, { cookie: bob.cookie() })
  await reader.next()
  expect((await ann.delete(path)).status).toBe(204)
  clock.turn(15_000)
  expect(await reader.rest()).toEqual([])
  const replies = await Promise.all([
    ann.get(path),
    ann.get(`/d/${id}`),
    ann.delete(path),
    bob.get(`${path}/events`),
  ])
  expect(replies.map(({ status }) => status)).toEqual([404, 404, 404, 404])
  expect(await titles(ann, '?shows=trash')).toEqual([])
  const again = await server.restart()
  expect((await aVisitor(again.url, ann.cookie()).get(path)).code).toBe('not-found')
})

test('H7 after 30 days in the trash the server deletes it, and keeps what came back', async () => {
  const { clock, ann, id, path, trash } = await aShared()
  const kept = (await createDocument(ann, { title: 'Kept' })).id
  await ann.put(`/api/documents/${kept}/trash`)
  await ann.delete(`/api/documents/${kept}/trash`)
  await trash()
  clock.turn(29 * DAY_MS)
  expect((await readDocument(ann, id)).title).toBe('Shared')
  clock.turn(2 * DAY_MS)
  expect([(await ann.get(path)).code, (await readDocument(ann, kept)).title]).toEqual(['not-found', 'Kept'])
})

test('H7 many documents whose time in the trash is over are deleted with turns for others between', async () => {
  const { server, clock, ann } = await aShared()
  const ids: string[] = []
  for (let i = 0; i < 30; i++) ids.push((await createDocument(ann, { title: `Page ${i}` })).id)
  for (const id of ids) await ann.put(`/api/documents/${id}/trash`)
  clock.turn(31 * DAY_MS)
  const left = (): number => ids.filter((id) => server.store.log.find(id as never)).length
  expect(left()).toBe(30)
  const seen = [left()]
  while (left() > 0) {
    await new Promise((resolve) => setImmediate(resolve))
    seen.push(left())
  }
  const most = Math.max(...seen.slice(1).map((count, i) => (seen[i] ?? 0) - count))
  expect(most).toBeLessThanOrEqual(2)
})

test('H7 a server killed while it removes a deleted document goes on when it starts again', async () => {
  const server = await spawnServer()
  const ann = aVisitor(server.url)
  const { id } = await createDocument(ann, { title: 'Gone', markdown: 'secret words\n\n'.repeat(20_000) })
  await type(ann, id, 'x ', 3)
  const rows = (): number => {
    const database = new Database(join(server.folder, DATABASE_FILE), { readonly: true })
    const count = database.prepare('SELECT (SELECT count(*) FROM documents) + (SELECT count(*) FROM events)')
    const found = Number(count.pluck().get())
    database.close()
    return found
  }
  await ann.put(`/api/documents/${id}/trash`)
  expect((await ann.delete(`/api/documents/${id}`)).status).toBe(204)
  await server.kill9()
  const { url } = await server.restart()
  expect((await aVisitor(url, ann.cookie()).get(`/api/documents/${id}`)).code).toBe('not-found')
  await expect.poll(rows, { timeout: 60_000 }).toBe(0)
})
