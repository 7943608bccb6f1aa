import { createHash } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import type { DocumentId } from '../../document/protocol/ids.ts'
import { createHandClock } from '../support/hand-clock.ts'
import { aVisitor, createDocument, type } from '../support/http.ts'
import { startServer } from '../support/server.ts'
import { openReader, type StreamReader } from '../support/stream-reader.ts'

const MINUTE = 60_000
const STREAMS = 1_000

/** Bytes that look random and are the same in every run. */
function steadyBytes(): (count: number) => Uint8Array {
  let calls = 0
  return (count) => {
    calls += 1
    return createHash('sha256').update(String(calls)).digest().subarray(0, count)
  }
}

async function aHouse() {
  const clock = createHandClock()
  const server = await startServer({ clock, randomBytes: steadyBytes() })
  const ann = aVisitor(server.url)
  const { id } = await createDocument(ann)
  return { clock, server, ann, id, path: `${server.url}/api/documents/${id}/events` }
}

/** The waiting times a stream named, in order. */
function retriesOf(reader: StreamReader): number[] {
  const text = reader.bytes().toString()
  return [...text.matchAll(/^retry: (\d+)$/gm)].map(([, ms]) => Number(ms))
}

test('S17 a thousand streams opened at once end spread over many minutes, and name how soon to come back', async () => {
  const { clock, server, path, id } = await aHouse()
  const addresses = [path, `${server.url}/api/events?documents=${id}:0`]
  const readers = await Promise.all(
    Array.from({ length: STREAMS }, (_, i) => openReader(addresses[i % 2] ?? path)),
  )
  const ended: number[] = Array(31).fill(0)
  let minute = 0
  const all = readers.map(async (reader) => {
    await reader.rest()
    ended[minute] = (ended[minute] ?? 0) + 1
  })
  while (minute < 30) {
    minute += 1
    clock.turn(MINUTE)
    // What the beats of this minute ended is on its way before an answer to what is asked now.
    await aVisitor(server.url).get('/healthz')
  }
  await Promise.all(all)
  expect(ended.slice(0, 10)).toEqual(Array(10).fill(0))
  expect(ended.slice(11, 30).filter((count) => count < 15 || count > 100)).toEqual([])
  const retries = readers.map(retriesOf)
  for (const [first = 0, last = 0, ...more] of retries) {
    expect(first >= 1_000 && first <= 5_000 && last >= 50 && last <= 500 && more.length === 0).toBe(true)
  }
  expect(new Set(retries.map(([first]) => first)).size).toBeGreaterThan(800)
})

test('S17 P4 renewed streams lose no event, and nobody is seen to leave', async () => {
  const { clock, server, ann, id, path } = await aHouse()
  const seen: { kind: string; seq: number | undefined; left: unknown }[] = []
  const renewals = new Map<string, number>()
  let isOver = false

  async function follow(client: string): Promise<void> {
    let after = 0
    while (!isOver) {
      const reader = await openReader(`${path}?after=${after}&client=${client}`, { cookie: ann.cookie() })
      renewals.set(client, (renewals.get(client) ?? -1) + 1)
      for (let event = await reader.next(); event; event = await reader.next()) {
        const { seq, left } = event.data as { seq?: number; left?: unknown }
        if (event.event === 'commit') {
          expect(seq).toBe(after + 1)
          after += 1
        }
        if (client === 'watcher-of-ann') seen.push({ kind: event.event, seq, left })
      }
    }
  }
  await ann.get('/api/me')
  const names = Array.from({ length: 20 }, (_, i) => `tab-${i}-of-ann`)
  const following = ['watcher-of-ann', ...names].map(follow)
  const areOpen = (): boolean => server.readers.counts().streams === following.length
  await vi.waitUntil(areOpen)
  clock.turn(50)
  for (let seq = 1; seq <= 31; seq++) {
    await type(ann, id, 'x')
    // Two seconds at a time: a renewal has the grace of five to happen.
    for (let i = 0; i < 30; i++) {
      clock.turn(2_000)
      await ann.get('/healthz')
      await vi.waitUntil(areOpen)
    }
  }
  expect([...renewals.values()].every((count) => count > 0)).toBe(true)
  expect(server.presence.list(id as DocumentId)).toHaveLength(21)
  isOver = true
  await server.close()
  await Promise.all(following)
  expect(seen.flatMap(({ kind, seq }) => (kind === 'commit' ? seq : []))).toEqual(
    Array.from({ length: 31 }, (_, i) => i + 1),
  )
  expect(seen.filter(({ kind }) => kind === 'presence').flatMap(({ left }) => left)).toEqual([])
})
