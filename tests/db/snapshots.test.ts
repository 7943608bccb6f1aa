import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createEventTable } from '../../db/events.ts'
import { openDatabase } from '../../db/open-database.ts'
import { DATABASE_FILE } from '../../db/open-store.ts'
import { LADDER, toThin } from '../../db/snapshots.ts'
import type { Store } from '../../db/store.ts'
import type { DocumentId } from '../../document/protocol/ids.ts'
import { aCommit, aDocument, aFolder, aStore, deleting, record, typing } from '../support/store.ts'

/** Snapshots of ten bytes at these places. */
const at = (...seqs: number[]) => seqs.map((seq) => ({ seq, bytes: 10 }))

/** Each event has so many bytes. */
const each = (bytes: number) => (after: number, upTo: number) => bytes * (upTo - after)

test('snapshots are thinned to the newest two and one for every ten thousand events', () => {
  const seqs = Array.from({ length: 151 }, (_, i) => i * 200)
  const thinned = toThin(at(...seqs), each(100))
  const kept = seqs.filter((seq) => !thinned.includes(seq))
  expect(kept).toEqual([0, LADDER.events, 2 * LADDER.events, 29_800, 30_000])
})

test('the snapshot at 0 and the newest two are never thinned', () => {
  expect(toThin(at(0), each(1))).toEqual([])
  expect(toThin(at(0, 200), each(1))).toEqual([])
  expect(toThin(at(0, 200, 400), each(1))).toEqual([])
  expect(toThin(at(0, 200, 400, 600), each(1))).toEqual([200])
})

test('where much was written a snapshot stays for every so many bytes, and a large one for twice its own', () => {
  const half = each(LADDER.bytes / 2)
  expect(toThin(at(0, 1, 2, 3, 4, 5, 6), half)).toEqual([1, 3])
  const large = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((seq) => ({ seq, bytes: LADDER.bytes }))
  expect(toThin(large, half)).toEqual([1, 2, 3, 5, 6])
})

const PIECE = 'long words '.repeat(80_000)

/** A document whose whole text was typed and deleted in turn, so that its log is long and it is not. */
async function writeMuch(store: Store, rounds: number): Promise<DocumentId> {
  const id = aDocument(store)
  for (let i = 0; i < rounds; i++) {
    await record(store, id, aCommit(store, id, [typing(`${i} ${PIECE}`, 3)]))
    await record(store, id, aCommit(store, id, [deleting(3, 3 + `${i} ${PIECE}`.length)]))
  }
  return id
}

test('D5 every version of a log with much in it is a bounded replay away from a snapshot, read in portions', async () => {
  const folder = aFolder()
  const store = aStore(folder)
  const rounds = 3 * Math.ceil(LADDER.bytes / PIECE.length)
  const id = await writeMuch(store, rounds)
  store.close()
  const database = openDatabase(join(folder, DATABASE_FILE))
  onTestFinished(() => void database.close())
  const events = createEventTable(database)
  const seqs = database.prepare('SELECT seq FROM snapshots ORDER BY seq').pluck().all() as number[]
  const ends = [...seqs, 2 * rounds]
  const stretches = seqs.map((seq, i) => events.bytesBetween(1, seq, ends[i + 1] ?? seq))
  expect(seqs.length).toBeLessThanOrEqual(7)
  expect(Math.max(...stretches)).toBeLessThanOrEqual(LADDER.bytes + 2 * PIECE.length)
  // What is in memory at a time: a megabyte, or one event.
  for (const portion of events.replay(1, 0, 2 * rounds)) {
    const [first, last] = [portion[0]?.seq ?? 0, portion.at(-1)?.seq ?? 0]
    expect(events.bytesBetween(1, first - 1, last)).toBeLessThanOrEqual(1_048_576)
  }
  const reopened = aStore(folder)
  const half = 2 * Math.floor(rounds / 2) - 1
  expect(reopened.log.version(id, half)?.doc.textContent).toBe(`${(half - 1) / 2} ${PIECE}`)
})

test('D5 a snapshot that is not as it was written is checked before it is believed', () => {
  const folder = aFolder()
  const store = aStore(folder)
  const id = aDocument(store)
  store.close()
  const readWhen = (type: string) => {
    const database = openDatabase(join(folder, DATABASE_FILE))
    const written = JSON.stringify({ type: 'doc', content: [{ type: 'title' }, { type }] })
    database.prepare('UPDATE snapshots SET doc = ?').run(written)
    database.close()
    const reopened = aStore(folder)
    try {
      return reopened.log.version(id)?.doc.lastChild?.type.name
    } finally {
      reopened.close()
    }
  }
  expect(() => readWhen('list_item')).toThrow(/Invalid content/)
  expect(readWhen('horizontal_rule')).toBe('horizontal_rule')
})
