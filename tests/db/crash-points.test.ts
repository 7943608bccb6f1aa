import { copyFileSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../db/open-database.ts'
import { createStore } from '../../db/open-store.ts'
import type { Store } from '../../db/store.ts'
import type { DocumentId } from '../../document/protocol/ids.ts'
import { KEPT_TEXT_MS } from '../../document/protocol/limits.ts'
import type { PostCommit } from '../../document/protocol/post-commit.ts'
import { schema } from '../../document/schema/schema.ts'
import { auditDatabase } from '../support/audit.ts'
import { createRandom } from '../support/random.ts'
import { again, FRESH_SEED } from '../support/seeds.ts'
import { ANN, aCommit, aDocumentId, aFolder, BOB, deleting, record, typing } from '../support/store.ts'
import { type OnWrite, watchDatabase } from '../support/watched-database.ts'

const FILE = 'samepage.sqlite'
const A = aDocumentId()
const B = aDocumentId()
const START = 1_700_000_000_000

/** One thing the store is asked for; asked again, it sends the same bytes. */
type Deed = (store: Store) => unknown

/** Everything that writes, each kind at least once; snapshots are due at every second event. */
function makeDeeds(): Deed[] {
  const { doc, title, paragraph } = schema.nodes
  const content = doc.create(null, [title.create(null, schema.text('Plan')), paragraph.create()])
  const make = (id: DocumentId, person = ANN) => ({ id, person, requestHash: '01'.repeat(9) })
  const bob = { client: 'client-of-bob' as PostCommit['client'] }
  const lost = [{ reason: 'deleted' as const, text: 'dropped before it was sent' }]
  return [
    (store) => store.log.create(make(A)),
    (store) => store.log.create({ ...make(B, BOB), content }),
    commit(A, (store) => aCommit(store, A, [typing('Title', 1), typing('abcdef', 8)])),
    commit(A, (store) => aCommit(store, A, [deleting(9, 13)])),
    commit(
      A,
      (store) => aCommit(store, A, [typing('X', 11), typing('Y', 8)], { ...bob, base: 1, lost }),
      BOB,
    ),
    together(
      commit(A, (store) => aCommit(store, A, [typing('1', 8)])),
      commit(B, (store) => aCommit(store, B, [typing('2', 1)], bob), BOB),
      commit(A, (store) => aCommit(store, A, [typing('3', 8)], bob), BOB),
      commit(B, (store) => aCommit(store, B, [typing('4', 1)])),
    ),
    (store) => store.people.save({ id: ANN, name: 'Ann', colour: 3 }),
    (store) => store.people.recordVisit(BOB, A),
    commit(A, (store) => aCommit(store, A, [typing('long '.repeat(20_000), 8)])),
    (store) => void store.residue.dismiss(A, BOB, 1),
    (store) => void store.residue.forget(Number.MAX_SAFE_INTEGER),
  ]
}

function commit(id: DocumentId, form: (store: Store) => PostCommit, person = ANN): Deed {
  let formed: PostCommit | undefined
  return (store) => {
    formed ??= form(store)
    return record(store, id, formed, person)
  }
}

function together(...deeds: Deed[]): Deed {
  return (store) => Promise.all(deeds.map((deed) => deed(store)))
}

/** A store whose clock and chance depend on nothing but the number of the deed. */
function openAt(file: string, onWrite?: OnWrite) {
  const database = openDatabase(file)
  // A cache of a few pages puts unfinished transactions on disk too.
  database.exec('PRAGMA cache_size = 4')
  let deed = 0
  const store = createStore(onWrite ? watchDatabase(database, onWrite) : database, {
    now: () => START + deed * (KEPT_TEXT_MS + 1),
    randomBytes: (count) => Buffer.alloc(count, deed + 1),
    announce: () => undefined,
    guest: (id) => ({ id, name: 'Guest', colour: 0 }),
    snapshotEvery: { commits: 2, bytes: 1e9 },
  })
  onTestFinished(() => void database.close())
  return {
    store,
    async perform(deeds: readonly Deed[], from: number, onDone?: (index: number, result: unknown) => void) {
      for (const [index, run] of deeds.entries()) {
        if (index < from) continue
        deed = index
        onDone?.(index, await run(store))
      }
    },
  }
}

/** Every row of every table. */
function dump(file: string): Record<string, unknown[]> {
  const database = new Database(file, { readonly: true })
  const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").all()
  const rows = (tables as { name: string }[]).map(({ name }): [string, unknown[]] => [
    name,
    database.prepare(`SELECT * FROM "${name}" ORDER BY 1`).all(),
  ])
  database.close()
  return Object.fromEntries(rows)
}

function copyDatabase(from: string, folder: string): string {
  mkdirSync(folder)
  const to = join(folder, FILE)
  copyFileSync(from, to)
  copyFileSync(`${from}-wal`, `${to}-wal`)
  return to
}

/** All answers but for the word that tells a first time from a later one. */
function withoutKind(result: unknown): unknown {
  return JSON.parse(JSON.stringify(result ?? null, (key, value) => (key === 'kind' ? undefined : value)))
}

interface CrashPoint {
  readonly at: string
  /** The deed that was under way. */
  readonly deed: number
  readonly file: string
  readonly walBytes: number
}

test('D8 a crash between any two writes leaves all of a deed or nothing, and the retry is answered right', async () => {
  const folder = aFolder()
  const file = join(folder, FILE)
  const deeds = makeDeeds()
  const points: CrashPoint[] = []
  let deed = 0
  const live = openAt(file, (at) => {
    // What is in the files at this moment is what a process killed now leaves behind.
    const copy = copyDatabase(file, join(folder, String(points.length)))
    points.push({ at, deed, file: copy, walBytes: statSync(`${copy}-wal`).size })
  })
  const dumps = [dump(file)]
  const results: unknown[] = []
  await live.perform(deeds, 0, (index, result) => {
    dumps.push(dump(file))
    results.push(withoutKind(result))
    deed = index + 1
  })
  const last = dumps.at(-1)
  expect(points.length).toBeGreaterThan(60)
  expect(new Set(points.map(({ at }) => at)).size).toBeGreaterThan(12)
  expect(dumps.at(-2)?.['residue']).not.toEqual(last?.['residue'])

  const grewInside = points.some(({ at, deed, walBytes }, i) => {
    const before = points[i - 1]
    return at === 'end of transaction' && before?.deed === deed && walBytes > before.walBytes
  })
  expect(grewInside, 'unfinished transactions reached the disk').toBe(true)

  for (const [index, { at, deed, file: copy }] of points.entries()) {
    const where = `${index}: deed ${deed}, ${at}`
    const reopened = openAt(copy)
    const found = dump(copy)
    const isDone = JSON.stringify(found) === JSON.stringify(dumps[deed + 1])
    if (!isDone) expect(found, where).toEqual(dumps[deed])
    expect(auditDatabase(copy).faults, where).toEqual([])
    const again: unknown[] = []
    await reopened.perform(deeds, deed, (_index, result) => again.push(withoutKind(result)))
    expect(again, where).toEqual(results.slice(deed))
    expect(dump(copy), where).toEqual(last)
    reopened.store.close()
  }
})

test('D8 a write-ahead log torn at any byte, or with rubbish after it, is read as whole deeds', async () => {
  const folder = aFolder()
  const file = join(folder, FILE)
  const live = openAt(file)
  const dumps = [JSON.stringify(dump(file))]
  await live.perform(makeDeeds(), 0, () => dumps.push(JSON.stringify(dump(file))))
  const seed = FRESH_SEED
  const random = createRandom(seed)
  const found = new Set<number>()
  for (let i = 0; i < 60; i++) {
    const copy = copyDatabase(file, join(folder, String(i)))
    const wal = `${copy}-wal`
    const at = random.int(statSync(wal).size + 1)
    if (random.chance(0.5)) truncateSync(wal, at)
    else writeFileSync(wal, tear(readFileSync(wal), at, random.int(256)))
    openAt(copy).store.close()
    const deed = dumps.indexOf(JSON.stringify(dump(copy)))
    expect(deed, `torn at byte ${at}, ${again(seed)}`).not.toBe(-1)
    expect(auditDatabase(copy).faults, `torn at byte ${at}, ${again(seed)}`).toEqual([])
    found.add(deed)
  }
  expect(found.size).toBeGreaterThan(3)
})

function tear(bytes: Buffer, at: number, rubbish: number): Buffer {
  return Buffer.concat([bytes.subarray(0, at), Buffer.alloc(bytes.length - at, rubbish)])
}
