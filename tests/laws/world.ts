import { createHash } from 'node:crypto'
import Database from 'better-sqlite3'
import { ReplaceStep } from 'prosemirror-transform'
import * as v from 'valibot'
import type { Recorded } from '../../db/document-log.ts'
import { MIGRATIONS } from '../../db/migrations/migrations.ts'
import { createStore } from '../../db/open-store.ts'
import { StorageFailure } from '../../db/storage-failure.ts'
import type { Store } from '../../db/store.ts'
import { MAP_BIAS } from '../../document/commit/transform-guard.ts'
import type { DocumentId, PersonId } from '../../document/protocol/ids.ts'
import { PostCommit } from '../../document/protocol/post-commit.ts'
import { emptyDocument } from '../../document/schema/schema.ts'
import { createKillSwitch, Killed } from './kill-switch.ts'
import { law } from './law.ts'
import { type Observed, observe } from './observer.ts'

/** The one server of a simulation, with an observer who reads the log and trusts nothing. */
export interface World {
  readonly document: DocumentId
  /** Its server's rebase gives other answers than the pages predict. */
  readonly isFlipped: boolean
  readonly store: () => Store
  /** Every event of the log as it is now; index 0 is the empty document. Another list after `putBack`. */
  readonly log: () => readonly Observed[]
  /** Text that recorded steps deleted, by name. */
  readonly deleted: () => ReadonlySet<string>
  /** What arrives in one turn of the server. Undefined for each that was not answered: killed, or no space. */
  post(arrived: readonly Arrived[], killAfterWrites?: number): Promise<(Recorded | undefined)[]>
  /** How often the process was killed in the middle of a transaction. */
  readonly kills: () => number
  /** How many commits found no space. */
  readonly unstored: () => number
  /** The process dies and another one opens the same file. */
  restart(): void
  /** From now on, or no more, the disk has no page left. */
  setFull(isFull: boolean): void
  /** Copies the data folder as it is now. */
  copyFolder(): void
  /** The copy takes the folder's place; answers text that only what came after it held. False without a copy. */
  putBack(): ReadonlySet<string> | false
  close(): void
}

/** A commit's bytes as they arrive, with whose cookie. */
export interface Arrived {
  readonly person: PersonId
  readonly body: string
}

/** How a world differs from the product. */
export interface WorldOptions {
  /** The server maps with the other bias, as a build with another ProseMirror would. */
  readonly isFlipped: boolean
}

interface Copy {
  readonly bytes: Buffer
  readonly events: number
  readonly deleted: ReadonlySet<string>
}

const DOCUMENT = 'simulationdocument000A' as DocumentId
const EPOCH_BYTE = 7

/** A server on a real SQLite database in memory, whose clock is turned by hand. */
export function createWorld(people: readonly PersonId[], { isFlipped }: WorldOptions): World {
  let database = openBytes(emptyFolder())
  let killSwitch = createKillSwitch(database)
  let time = 0
  let kills = 0
  let unstored = 0
  let copy: Copy | undefined
  // A restart opens a new store on the same database; the old one is left as a killed process leaves it.
  const open = () =>
    createStore(database, {
      now: () => ++time,
      randomBytes: (count) => new Uint8Array(count).fill(EPOCH_BYTE),
      announce: () => undefined,
      guest: (id) => ({ id, name: id, colour: 0 }),
      snapshotEvery: { commits: 7, bytes: 4_000 },
    })
  let store = open()
  store.log.create({ id: DOCUMENT, person: 'founderfound' as PersonId, requestHash: '00' })
  let log: Observed[] = [startOf(store)]
  let deleted = new Set<string>()
  const residueText = () => people.flatMap((person) => textOf(store.residue.list(DOCUMENT, person)))

  return {
    document: DOCUMENT,
    isFlipped,
    store: () => store,
    log: () => log,
    deleted: () => deleted,
    kills: () => kills,
    unstored: () => unstored,
    async post(arrived, killAfterWrites) {
      const answers = arrived.map(({ person, body }) => {
        const commit = v.parse(PostCommit, JSON.parse(body))
        const requestHash = createHash('sha256').update(body).digest('hex').slice(0, 18)
        return store.log.record({ document: DOCUMENT, person, commit, requestHash }).catch(asUnanswered)
      })
      if (isFlipped) ReplaceStep.MAP_BIAS = 1
      if (killAfterWrites !== undefined) killSwitch.after(killAfterWrites)
      try {
        store.log.flush()
      } finally {
        ReplaceStep.MAP_BIAS = MAP_BIAS
      }
      const settled = await Promise.all(answers)
      if (killSwitch.happened()) {
        kills += 1
        store = open()
      }
      const before = log.length
      observe(store, DOCUMENT, log, deleted)
      const fresh = settled.filter((answer) => typeof answer === 'object' && answer.kind === 'recorded')
      law('I4', log.length - before >= fresh.length, () => 'what was answered as recorded is not in the log')
      unstored += settled.filter((answer) => answer === 'no-space').length
      return settled.map((answer) => (typeof answer === 'object' ? answer : undefined))
    },
    restart() {
      store = open()
    },
    setFull(isFull) {
      const pages = isFull ? 1 : 0xffff_fffe
      // SQLite takes the present size for anything smaller: not one page more.
      database.exec(`PRAGMA max_page_count = ${pages}`)
    },
    copyFolder() {
      copy = { bytes: database.serialize(), events: log.length, deleted: new Set(deleted) }
    },
    putBack() {
      if (!copy) return false
      const lost = new Set([
        ...log.slice(copy.events).flatMap(({ doc }) => [...doc.textContent]),
        ...residueText(),
      ])
      for (const character of deleted) lost.add(character)
      database.close()
      database = openBytes(copy.bytes)
      killSwitch = createKillSwitch(database)
      store = open()
      log = log.slice(0, copy.events)
      deleted = new Set(copy.deleted)
      const kept = [...(log.at(-1)?.doc.textContent ?? ''), ...deleted, ...residueText()]
      for (const character of kept) lost.delete(character)
      return lost
    },
    close() {
      database.close()
    },
  }
}

let empty: Buffer | undefined

/** A database without documents. Its pages are small, so that a full disk is noticed soon. */
function emptyFolder(): Buffer {
  if (empty) return empty
  const database = new Database(':memory:')
  database.exec('PRAGMA page_size = 512')
  for (const sql of MIGRATIONS) database.exec(sql)
  empty = database.serialize()
  database.close()
  return empty
}

function openBytes(bytes: Buffer): Database.Database {
  const database = new Database(bytes)
  database.exec('PRAGMA foreign_keys = ON')
  keepStatements(database)
  return database
}

/** The stores that follow each other on one database share its statements: to prepare them is a third of a run's work. */
function keepStatements(database: Database.Database): void {
  const prepare = database.prepare.bind(database)
  const kept = new Map<string, Database.Statement>()
  database.prepare = ((sql: string) => {
    const statement = kept.get(sql) ?? prepare(sql)
    kept.set(sql, statement)
    return statement
  }) as typeof database.prepare
}

function startOf(store: Store): Observed {
  const chain = store.log.find(DOCUMENT)?.chain ?? ''
  return { seq: 0, chain, id: '', steps: [], dropped: [], doc: emptyDocument(), frame: '' }
}

function textOf(residue: readonly { readonly text: string }[]): string[] {
  return residue.flatMap(({ text }) => [...text])
}

function asUnanswered(error: unknown): 'killed' | 'no-space' {
  if (error instanceof Killed) return 'killed'
  if (error instanceof StorageFailure && error.code === 'storage-full') return 'no-space'
  throw error
}
