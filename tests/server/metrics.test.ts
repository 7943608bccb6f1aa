import { expect, test, vi } from 'vitest'
import { upload } from '../support/files.ts'
import { aCommitOn, aVisitor, createDocument, type, type Visitor } from '../support/http.ts'
import { startServer } from '../support/server.ts'
import { isCommit, openReader } from '../support/stream-reader.ts'

/** Every value by its name and labels, from Prometheus text that is well-formed. */
async function scrape(visitor: Visitor): Promise<Record<string, number>> {
  const { text, headers } = await visitor.get('/metrics')
  expect(headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  const values: Record<string, number> = {}
  let family = ''
  for (const line of text.trimEnd().split('\n')) {
    family = /^# TYPE (\w+) (?:counter|gauge|histogram)$/.exec(line)?.[1] ?? family
    if (line.startsWith('#')) continue
    const [, name = '', value] = /^(\w+(?:\{\w+="[^"]*"\})?) ([\d.e+-]+)$/.exec(line) ?? []
    expect([line, name.startsWith(family) && family !== '']).toEqual([line, true])
    values[name.replace('samepage_', '')] = Number(value)
  }
  return values
}

test('S16 after a scripted scene the metrics tell what happened', async () => {
  const server = await startServer()
  const ann = aVisitor(server.url)
  const { id } = await createDocument(ann, { markdown: 'one\n\ntwo' })
  const path = `/api/documents/${id}/events`
  const open = (at: string) => openReader(server.url + at)

  const late = await aCommitOn(ann, id, { steps: [{ run: { at: 3, text: 'x' } }] })
  const within = await aCommitOn(ann, id, { steps: [{ run: { at: 4, text: 'lost' } }] })
  const reader = await open(path)
  await reader.until(isCommit(1))
  await type(ann, id, 'a')
  await reader.until(isCommit(2))
  await ann.post(`/api/documents/${id}/commits`, { json: late })
  const gone = await aCommitOn(ann, id, { steps: [{ stepType: 'replace', from: 2, to: 9 }] })
  expect((await ann.post(`/api/documents/${id}/commits`, { json: gone })).status).toBe(201)
  const placed = await ann.post(`/api/documents/${id}/commits`, { json: within })
  const dropped = placed.json<{ dropped: unknown[] }>().dropped.length
  expect(dropped).toBeGreaterThan(0)
  await reader.until(isCommit(5))

  const shared = await open(`/api/events?documents=${id}:2`)
  await shared.until(({ data }) => (data as { seq?: number }).seq === 5)
  await (await open(`${path}?after=99`)).rest()
  const poll = ann.get(`${path}?after=5&wait=25`, { headers: { accept: 'application/json' } })
  await vi.waitUntil(() => server.readers.counts().polls === 1)
  for (let i = 0; i < 3; i++) await ann.get('/api/documents/nothing')

  for (const name of ['a', 'a', 'b']) await upload(ann, id, name, 'the same')
  const values = await scrape(ann)
  expect(values).toMatchObject({
    streams_open: 2,
    polls_waiting: 1,
    documents_watched: 1,
    stream_pending_bytes: 0,
    streams_total: 3,
    polls_total: 1,
    events_sent_total: 8,
    catch_up_rows_total: 4,
    'stream_drops_total{cause="stalled"}': 0,
    'stream_drops_total{cause="failed"}': 0,
    stream_resets_total: 1,
    commits_total: 4,
    rebases_total: 2,
    dropped_steps_total: dropped,
    'refusals_total{code="not-found"}': 3,
    files: 2,
    file_bytes: 8,
    uploads_total: 2,
    sqlite_synchronous: 2,
    'sqlite_journal_mode{mode="wal"}': 1,
  })
  expect(values['fan_out_seconds_count']).toBeGreaterThanOrEqual(4)
  expect(values['fan_out_seconds_bucket{le="+Inf"}']).toBe(values['fan_out_seconds_count'])
  expect(values['event_loop_delay_seconds{quantile="0.99"}']).toBeGreaterThanOrEqual(0)
  await type(ann, id, 'b', 1)
  await poll
})
