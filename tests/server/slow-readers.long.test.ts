import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Fragment, Slice } from 'prosemirror-model'
import { ReplaceStep } from 'prosemirror-transform'
import { expect, test, vi } from 'vitest'
import type { DocumentId } from '../../document/protocol/ids.ts'
import { schema } from '../../document/schema/schema.ts'
import { createHandClock } from '../support/hand-clock.ts'
import { aVisitor, createDocument, type } from '../support/http.ts'
import { startServer } from '../support/server.ts'
import { aCommit, record } from '../support/store.ts'
import { isCommit, openReader } from '../support/stream-reader.ts'

const STUCK = 200
const LARGE = 75
const LARGE_TEXT = 'x'.repeat(100_000)
const LARGE_SLICE = new Slice(Fragment.from(schema.text(LARGE_TEXT)), 0, 0)
/** Of the whole process, in which these readers and their sockets are too. */
const MOST_GROWN = 200_000_000
/** A batch, and whatever small things came on top of it. */
const MOST_WAITING = 2 * 65_536 + LARGE_TEXT.length

test('S8 two hundred readers who take nothing cost little, are counted, and others are served', async () => {
  const clock = createHandClock()
  const { store, readers, url } = await startServer({ clock })
  const ann = aVisitor(url)
  const { id } = await createDocument(ann)
  const open = () => openReader(`${url}/api/documents/${id}/events`)
  const stuck = await Promise.all(Array.from({ length: STUCK }, open))
  for (const reader of stuck) await reader.next()
  for (const reader of stuck) reader.pause()
  const fine = await open()
  const before = process.memoryUsage.rss()
  for (let seq = 1; seq <= LARGE; seq++) {
    const large = new ReplaceStep(3, seq === 1 ? 3 : 3 + LARGE_TEXT.length, LARGE_SLICE)
    await record(store, id as DocumentId, aCommit(store, id as DocumentId, [large]))
    await fine.until(isCommit(seq))
  }
  const grown = process.memoryUsage.rss() - before
  expect(grown).toBeLessThan(MOST_GROWN)
  expect(readers.counts().pendingBytes).toBeLessThan(STUCK * MOST_WAITING)
  expect(readers.counts().streams).toBe(STUCK + 1)
  clock.turn(15_000)
  clock.turn(30_000)
  await vi.waitUntil(() => readers.counts().streams === 1)
  expect((await ann.get('/metrics')).text).toMatch(/^samepage_stream_drops_total\{cause="stalled"\} 200$/m)
  await type(ann, id, 'y')
  await fine.until(isCommit(LARGE + 1))
})

test('S8 a hundred thousand missed events are read in batches, and others get their turn between them', async () => {
  const missed = 100_000
  const first = await startServer()
  const { id } = await createDocument(aVisitor(first.url))
  await type(aVisitor(first.url), id, 'x')
  await first.close()
  repeatFirstEvent(join(first.folder, 'samepage.sqlite'), missed)
  const { url, readers } = await startServer({ folder: first.folder })
  const path = `${url}/api/documents/${id}/events`
  const late = await openReader(path)
  const other = await openReader(`${path}?after=${missed}`)
  let most = 0
  let head = 0
  let isServed = false
  void other.next().then(() => {
    isServed = head < missed
  })
  while (head < missed) {
    const event = await late.next()
    most = Math.max(most, readers.counts().pendingBytes)
    if (event?.event !== 'commit') continue
    expect(event.id).toBe(String(head + 1))
    head += 1
  }
  expect(most).toBeGreaterThan(0)
  expect(most).toBeLessThan(MOST_WAITING)
  expect(isServed).toBe(true)
})

/** Makes a log long by writing its first event again and again: what is in it does not matter to a stream. */
function repeatFirstEvent(file: string, times: number): void {
  const database = new Database(file)
  database.exec(`
    WITH RECURSIVE later(seq) AS (SELECT 2 UNION ALL SELECT seq + 1 FROM later WHERE seq < ${times})
    INSERT INTO events
      SELECT document, later.seq, kind, 'repeated-' || later.seq, client, person, at, chain, request_hash, body
      FROM events, later WHERE events.seq = 1;
    UPDATE documents SET head_seq = ${times};
  `)
  database.close()
}
