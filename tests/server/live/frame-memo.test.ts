import { expect, test } from 'vitest'
import type { LoggedEvent } from '../../../db/document-log.ts'
import { parseDocumentId } from '../../../document/protocol/ids.ts'
import { createFrameMemo } from '../../../server/live/frame-memo.ts'
import { createFrameTail } from '../../../server/live/frame-tail.ts'

const DOCUMENTS = ['AAAAAAAAAAAAAAAAAAAAAA', 'AAAAAAAAAAAAAAAAAAAAAQ'].flatMap(
  (id) => parseDocumentId(id) ?? [],
)

/** Tails of two logs whose events have so many bytes, with one memo, and how often a log was read. */
function tails(eventBytes: number, memoBytes: number) {
  const memo = createFrameMemo({ bytes: memoBytes, pieces: 1_000 })
  let reads = 0
  let made = 0
  const read = (after: number): LoggedEvent[] => {
    reads += 1
    const seq = after + 1
    return [{ kind: 'commit', seq, json: JSON.stringify({ seq, text: 'x'.repeat(eventBytes) }) }]
  }
  const onMade = (bytes: number) => {
    made += bytes
  }
  return {
    tails: DOCUMENTS.map((id) => createFrameTail(id, { read, memo, onMade })),
    reads: () => reads,
    made: () => made,
  }
}

test('S8 readers at many places before long events have them read once each, of all documents as many as fit', () => {
  const { tails: both, reads, made } = tails(300_000, 3_200_000)
  const pass = (places: number) => {
    for (const tail of both) for (let after = 0; after < places; after++) tail.batchAfter(after, 'single')
  }
  for (let readers = 0; readers < 3; readers++) pass(5)
  expect(reads()).toBe(10)
  expect(made()).toBeGreaterThan(3_000_000)
  pass(6)
  // Twelve do not fit: what nobody came by for longest went.
  const before = reads()
  both[1]?.batchAfter(5, 'single')
  expect(reads()).toBe(before)
  both[0]?.batchAfter(0, 'single')
  expect(reads()).toBe(before + 1)
})

test('a document that nobody watches any more leaves nothing in the memo', () => {
  const { tails: both, reads } = tails(300_000, 700_000)
  const [one, other] = both
  one?.batchAfter(0, 'single')
  one?.forget()
  other?.batchAfter(0, 'single')
  other?.batchAfter(1, 'single')
  expect(reads()).toBe(3)
  for (const after of [0, 1]) other?.batchAfter(after, 'single')
  expect(reads()).toBe(3)
})

test('short events are joined into one batch for each form, and read once', () => {
  const { tails: both, reads } = tails(10, 1_000_000)
  const [one] = both
  for (let after = 0; after < 4; after++) one?.batchAfter(after, 'single')
  expect(one?.batchAfter(0, 'shared')?.last).toBe(4)
  expect(one?.batchAfter(1, 'shared')?.last).toBe(4)
  expect(reads()).toBe(4)
})
