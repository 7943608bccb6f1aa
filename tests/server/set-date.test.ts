import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { createHandClock } from '../support/hand-clock.ts'
import { aVisitor, createDocument, readDocument, type } from '../support/http.ts'
import { startServer } from '../support/server.ts'
import { isCommit, openReader } from '../support/stream-reader.ts'

const HOUR_MS = 60 * 60 * 1_000
const YEAR_MS = 365 * 24 * HOUR_MS

/** Ann writes at her limit, Bob reads along, and the machine's date is to be set. */
async function aLiveDocument() {
  const clock = createHandClock()
  const server = await startServer({ clock, env: { SAMEPAGE_REQUESTS_PER_SECOND: '1' } })
  const ann = aVisitor(server.url)
  await ann.get('/api/me')
  const { id } = await createDocument(ann)
  const bob = await openReader(`${server.url}/api/documents/${id}/events?client=client-of-bob`)
  await bob.until(({ event }) => event === 'hello')
  return { clock, server, ann, id, bob }
}

test.each([-60_000, -YEAR_MS, YEAR_MS])(
  'S10 X9 a date that is set by %i ms holds up neither who reads nor who writes',
  async (jump) => {
    const { clock, ann, id, bob } = await aLiveDocument()
    await type(ann, id, 'before')
    await bob.until(isCommit(1))
    clock.setDate(jump)
    for (let seq = 2; seq <= 10; seq++) {
      clock.turn(1_000)
      await type(ann, id, 'x')
      await bob.until(isCommit(seq))
    }
  },
)

test('S8 S17 P5 a date set forward ends no stream and shows nobody out', async () => {
  const { clock, server, id, bob } = await aLiveDocument()
  clock.setDate(YEAR_MS)
  for (let i = 0; i < 4; i++) clock.turn(15_000)
  await bob.until(({ event }) => event === 'heartbeat')
  const here = await openReader(`${server.url}/api/documents/${id}/events`)
  expect((await here.next())?.data).toMatchObject({ present: [{ client: 'client-of-bob' }] })
  here.close()
})

test('H7 a date set forward by mistake deletes nothing that was to be kept for 30 days', async () => {
  const { clock, server, ann, id } = await aLiveDocument()
  clock.turn(6_000)
  expect((await ann.put(`/api/documents/${id}/trash`)).status).toBe(204)
  clock.setDate(YEAR_MS)
  clock.turn(2 * 24 * HOUR_MS)
  expect((await readDocument(ann, id)).id).toBe(id)
  clock.turn(31 * 24 * HOUR_MS)
  expect((await ann.get(`/api/documents/${id}`)).code).toBe('not-found')
  const database = new Database(join(server.folder, 'samepage.sqlite'), { readonly: true })
  expect(database.prepare('SELECT count(*) FROM documents').pluck().get()).toBe(0)
  database.close()
})
