import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../db/open-database.ts'
import { createStore } from '../../db/open-store.ts'
import type { PostCommit } from '../../document/protocol/post-commit.ts'
import { auditDatabase } from '../support/audit.ts'
import { ANN, aCommit, aDocument, aFolder, BOB, record, typing } from '../support/store.ts'

/** Every table a commit writes to, with what tells the commit that is to fail from the others of its turn. */
const TABLES = {
  people: "INSERT ON people WHEN NEW.id = 'bobbobbobbob'",
  clients: "INSERT ON clients WHEN NEW.id = 'client-of-bob'",
  snapshots: 'INSERT ON snapshots WHEN NEW.seq = 3',
  thinning: "DELETE ON snapshots WHEN EXISTS (SELECT 1 FROM events WHERE id = 'the-failing-one')",
  events: "INSERT ON events WHEN NEW.id = 'the-failing-one'",
  documents: "UPDATE ON documents WHEN NEW.title = 'Failing'",
  residue: "INSERT ON residue WHEN NEW.text = 'failing'",
  visits: "INSERT ON visits WHEN NEW.person = (SELECT key FROM people WHERE id = 'bobbobbobbob')",
}

/** How SQLite may take an error: back to before the statement, as far as it got, or the whole transaction back. */
const WAYS = ['ABORT', 'FAIL', 'ROLLBACK'] as const

const cases = Object.keys(TABLES).flatMap((table) =>
  WAYS.map((way) => [table as keyof typeof TABLES, way] as const),
)

test.each(cases)(
  'a commit whose write to %s fails by %s is not there at all; its neighbours are',
  async (table, way) => {
    const file = join(aFolder(), 'samepage.sqlite')
    const database = openDatabase(file)
    onTestFinished(() => void database.close())
    const announced: number[] = []
    let time = 1_700_000_000_000
    const store = createStore(database, {
      now: () => ++time,
      randomBytes: (count) => Buffer.alloc(count, 7),
      announce: (_id, head) => announced.push(head),
      guest: (id) => ({ id, name: 'Guest', colour: 0 }),
      snapshotEvery: { commits: 1, bytes: 1e9 },
    })
    const id = aDocument(store)
    const failing: Partial<PostCommit> = {
      id: 'the-failing-one' as PostCommit['id'],
      client: 'client-of-bob' as PostCommit['client'],
      lost: [{ reason: 'deleted', text: 'failing' }],
    }
    // The third event is the first whose snapshot has another one thinned.
    const first = await record(store, id, aCommit(store, id, [typing('a', 3)]))
    const bad = aCommit(store, id, [typing('Failing', 1)], failing)
    const good = [typing('b', 4), typing('c', 4)].map((step) => aCommit(store, id, [step]))
    const [before, after] = good as [PostCommit, PostCommit]
    const turn = [before, bad, after]
    database.exec(
      `CREATE TEMP TRIGGER fault AFTER ${TABLES[table]} BEGIN SELECT RAISE(${way}, 'a fault'); END`,
    )
    announced.length = 0
    const outcomes = await Promise.allSettled(
      turn.map((commit) => record(store, id, commit, commit === bad ? BOB : ANN)),
    )
    database.exec('DROP TRIGGER temp.fault')

    expect(first.kind).toBe('recorded')
    const failed = turn.filter((_commit, i) => outcomes[i]?.status === 'rejected')
    expect(failed).toContain(bad)
    expect(store.log.find(id)?.seq).toBe(4 - failed.length)
    expect(announced.at(-1)).toBe(4 - failed.length)
    const found = auditDatabase(file)
    expect(found.faults).toEqual([])
    expect(found.documents.get(id)).toMatchObject({
      seq: 4 - failed.length,
      chain: store.log.find(id)?.chain,
      doc: store.log.version(id)?.doc.toJSON(),
    })
    expect(store.residue.list(id, BOB)).toEqual([])
    expect(people(file)).not.toContain(BOB)

    // The same bytes again: recorded now, on top of what came meanwhile.
    for (const commit of failed) {
      const again = await record(store, id, commit, commit === bad ? BOB : ANN)
      expect(again).toMatchObject({ kind: 'recorded', answer: { dropped: [] } })
    }
    expect(store.log.version(id)?.doc.textContent).toMatch(/^Failinga(bc|cb)$/)
    expect(store.residue.list(id, BOB)).toMatchObject([{ text: 'failing' }])
    const end = auditDatabase(file)
    expect(end.faults).toEqual([])
    expect(end.documents.get(id)?.doc).toEqual(store.log.version(id)?.doc.toJSON())
  },
)

function people(file: string): unknown[] {
  const database = new Database(file, { readonly: true })
  const ids = database.prepare('SELECT id FROM people').pluck().all()
  database.close()
  return ids
}
