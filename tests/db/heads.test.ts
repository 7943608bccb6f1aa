import { expect, test } from 'vitest'
import { isSnapshotDue, SNAPSHOT_EVERY } from '../../db/append-event.ts'
import { advanceRing, type RingVersion } from '../../db/heads.ts'
import { bytesOfDocument, bytesOfVersion } from '../../db/held-bytes.ts'
import type { Store } from '../../db/store.ts'
import { MAX_COMMITS_BEHIND } from '../../document/commit/decide.ts'
import { fold } from '../../document/commit/fold.ts'
import type { DocumentId } from '../../document/protocol/ids.ts'
import type { PostCommit } from '../../document/protocol/post-commit.ts'
import { emptyDocument } from '../../document/schema/schema.ts'
import { doc, p } from '../support/build-document.ts'
import { aCommit, aDocument, aFolder, aStore, record, typing } from '../support/store.ts'

test('I15 a head keeps as many versions behind it as a late commit may need, and no more', () => {
  const version = (seq: number): RingVersion => {
    return { seq, chain: Buffer.alloc(9), doc: emptyDocument(), steps: [], bytes: 100 }
  }
  let ring: readonly RingVersion[] = [version(0)]
  for (let seq = 1; seq <= 1_000; seq++) ring = advanceRing(ring, version(seq))
  expect(ring.map(({ seq }) => seq)).toEqual(
    Array.from({ length: MAX_COMMITS_BEHIND + 1 }, (_, i) => 1_000 - MAX_COMMITS_BEHIND + i),
  )
})

test('I15 fewer versions stay behind a head when they are heavy, and never less than the head', () => {
  const version = (seq: number, bytes: number): RingVersion => {
    return { seq, chain: Buffer.alloc(9), doc: emptyDocument(), steps: [], bytes }
  }
  let ring: readonly RingVersion[] = [version(0, 0)]
  for (let seq = 1; seq <= 50; seq++) ring = advanceRing(ring, version(seq, 1_000_000))
  expect(ring.map(({ seq }) => seq)).toEqual([43, 44, 45, 46, 47, 48, 49, 50])
  ring = advanceRing(ring, version(51, 100_000_000))
  expect(ring.map(({ seq }) => seq)).toEqual([51])
})

test('I15 a version counts the lists of neighbours that it does not share, and its steps', () => {
  const wide = doc(...Array.from({ length: 10_000 }, () => p()))
  const step = typing('x', 3)
  const after = fold(wide, [step])
  const bytes = bytesOfVersion(wide, after, [step])
  expect(bytes).toBeGreaterThan(8 * 10_000)
  expect(bytes).toBeLessThan(9 * 10_000)
  expect(bytesOfVersion(after, after, Array(5_000).fill(step))).toBeGreaterThan(5_000 * 250)
  expect(bytesOfDocument(wide)).toBeGreaterThan(10_000 * 150)
})

test('C12 thousands of letters between base and head make a commit stale, fewer of them do not', async () => {
  const store = aStore()
  const id = aDocument(store)
  for (let i = 0; i < 5; i++) {
    const letters = Array.from({ length: 4_500 }, (_, k) => typing('x', 3 + k))
    await record(store, id, aCommit(store, id, letters))
  }
  const late = (base: number) => record(store, id, aCommit(store, id, [typing('y', 3)], on(store, id, base)))
  expect(await late(0)).toEqual({ kind: 'refused', code: 'stale' })
  expect(await late(2)).toMatchObject({ kind: 'recorded', answer: { dropped: [] } })
})

test('C12 a base that is no longer in memory is read again where that is little, and else stale', async () => {
  const folder = aFolder()
  const store = aStore(folder)
  const id = aDocument(store)
  for (const text of ['one', 'two', 'x'.repeat(1_000_000), 'three']) {
    await record(store, id, aCommit(store, id, [typing(text, 3)]))
  }
  store.close()
  const reopened = aStore(folder)
  const late = (base: number) =>
    record(reopened, id, aCommit(reopened, id, [typing('y', 3)], on(reopened, id, base)))
  expect(await late(3)).toMatchObject({ kind: 'recorded', answer: { dropped: [] } })
  expect(await late(1)).toEqual({ kind: 'refused', code: 'stale' })
})

function on(store: Store, id: DocumentId, base: number): Partial<PostCommit> {
  return { base: base as PostCommit['base'], chain: store.log.chainAt(id, base) as PostCommit['chain'] }
}

test.each([
  { size: 'a letter', steps: 1, turns: [13, 26, 30] },
  { size: 'hundreds of letters', steps: 250, turns: [3, 6, 9, 12, 15, 18, 21, 24, 27, 30] },
])(
  'C8 commits of $size that arrive together share a turn until it has taken long',
  async ({ steps, turns }) => {
    let now = 0
    const store = aStore(aFolder(), { elapsed: () => (now += 8) })
    const ids = Array.from({ length: 30 }, () => aDocument(store))
    const before = store.announced.length
    const typed = Array.from({ length: steps }, (_, i) => typing('a', 3 + i))
    const all = ids.map((id) => record(store, id, aCommit(store, id, typed)))
    const told = new Set<number>()
    while (store.announced.length - before < ids.length) {
      await new Promise((resolve) => setImmediate(resolve))
      told.add(store.announced.length - before)
    }
    expect([...told].filter((count) => count > 0)).toEqual(turns)
    for (const one of await Promise.all(all)) expect(one).toMatchObject({ kind: 'recorded' })
  },
)

test('a large document is written out as a snapshot less often than a small one', () => {
  const due = (size: number, commits: number, bytes: number) =>
    isSnapshotDue(SNAPSHOT_EVERY, size, commits, bytes)
  expect([due(1_000, 199, 262_143), due(1_000, 200, 0), due(1_000, 1, 262_144)]).toEqual([false, true, true])
  expect([due(8_000_000, 200, 0), due(8_000_000, 1_600, 0)]).toEqual([false, true])
  expect([due(8_000_000, 1, 262_144), due(8_000_000, 1, 1_000_000)]).toEqual([false, true])
})
