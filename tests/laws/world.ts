import { createHash } from 'node:crypto'
import type { Node } from 'prosemirror-model'
import { ReplaceStep, type Step } from 'prosemirror-transform'
import * as v from 'valibot'
import type { Recorded } from '../../db/document-log.ts'
import { openDatabase } from '../../db/open-database.ts'
import { createStore } from '../../db/open-store.ts'
import type { Store } from '../../db/store.ts'
import { fold } from '../../document/commit/fold.ts'
import { readStoredSteps } from '../../document/commit/sound-step.ts'
import { MAP_BIAS } from '../../document/commit/transform-guard.ts'
import type { DocumentId, PersonId } from '../../document/protocol/ids.ts'
import { PostCommit } from '../../document/protocol/post-commit.ts'
import { findFault } from '../../document/schema/document-checks.ts'
import { emptyDocument } from '../../document/schema/schema.ts'
import type { ReadCommit } from '../../web/sync/sync-state.ts'
import type { Random } from '../support/random.ts'

/** A law of design §8 that did not hold. `law` is its number. */
export class BrokenLaw extends Error {
  readonly law: string
  constructor(law: string, what: string) {
    super(`${law}: ${what}`)
    this.law = law
  }
}

/** Throws BrokenLaw when `holds` is false. */
export function law(name: string, holds: boolean, what: () => string): void {
  if (!holds) throw new BrokenLaw(name, what())
}

/** One event as the wire shows it, kept by the observer. */
export interface Observed extends ReadCommit {
  /** The document after it, by the observer's own fold. */
  readonly doc: Node
}

/** The one server of a simulation, with an observer who reads the log and trusts nothing. */
export interface World {
  readonly document: DocumentId
  readonly store: () => Store
  /** Every event so far; index 0 is the empty document. */
  readonly log: readonly Observed[]
  /** Text that recorded steps deleted, by name. */
  readonly deleted: Set<string>
  /** What arrives in one turn of the server. Undefined for each when the process was killed meanwhile. */
  post(arrived: readonly Arrived[], killAfterWrites?: number): Promise<(Recorded | undefined)[]>
  /** How often the process was killed in the middle of a transaction. */
  readonly kills: () => number
  /** The process dies and another one opens the same file. */
  restart(): void
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

const DOCUMENT = 'simulationdocument000A' as DocumentId

/** A server on a real SQLite database in memory, whose clock is turned by hand. */
export function createWorld(random: Random, { isFlipped }: WorldOptions): World {
  const database = openDatabase(':memory:')
  let time = 0
  // A restart opens a new store on the same database; the old one is left as a killed process leaves it.
  const kill = createKill(database)
  let kills = 0
  const open = () =>
    createStore(database, {
      now: () => ++time,
      randomBytes: (count) => Uint8Array.from({ length: count }, () => random.int(256)),
      announce: () => undefined,
      guest: (id) => ({ id, name: id, colour: 0 }),
      snapshotEvery: { commits: 7, bytes: 4_000 },
    })
  let store = open()
  store.log.create({ id: DOCUMENT, person: 'founderfound' as PersonId, requestHash: '00' })
  const log: Observed[] = [startOf(store)]
  const deleted = new Set<string>()

  return {
    document: DOCUMENT,
    store: () => store,
    log,
    deleted,
    kills: () => kills,
    async post(arrived, killAfterWrites) {
      const answers = arrived.map(({ person, body }) => {
        const commit = v.parse(PostCommit, JSON.parse(body))
        const requestHash = createHash('sha256').update(body).digest('hex').slice(0, 18)
        return store.log.record({ document: DOCUMENT, person, commit, requestHash }).catch(asKilled)
      })
      if (isFlipped) ReplaceStep.MAP_BIAS = 1
      if (killAfterWrites !== undefined) kill.after(killAfterWrites)
      try {
        store.log.flush()
      } finally {
        ReplaceStep.MAP_BIAS = MAP_BIAS
      }
      const recorded = await Promise.all(answers)
      if (kill.happened()) {
        kills += 1
        store = open()
      }
      observe(store, log, deleted)
      return recorded
    },
    restart() {
      store = open()
    },
    close() {
      database.close()
    },
  }
}

function startOf(store: Store): Observed {
  const found = store.log.find(DOCUMENT)
  return { seq: 0, chain: found?.chain ?? '', id: '', steps: [], dropped: [], doc: emptyDocument() }
}

/** Reads what is new in the log and checks what can be checked of it alone: I4, I5, I6, I8, I9. */
function observe(store: Store, log: Observed[], deleted: Set<string>): void {
  for (const event of store.log.eventsAfter(DOCUMENT, log.length - 1, 1_000, 1e9)) {
    const before = log.at(-1)
    if (!before) throw new Error('a log without a start')
    law('I5', event.seq === before.seq + 1, () => `event ${event.seq} follows ${before.seq}`)
    law('I4', !log.some(({ id }) => id === event.id), () => `${event.id} stands in the log twice`)
    const steps = readStoredSteps(event.steps)
    const doc = fold(before.doc, steps)
    const fault = findFault(doc)
    law('I6', fault === undefined, () => `version ${event.seq}: ${fault}`)
    checkInverse(before.doc, steps, doc, deleted)
    log.push({
      seq: event.seq,
      chain: event.chain,
      id: event.id,
      steps,
      dropped: event.dropped,
      doc,
      hash: event.hash,
    })
    law(
      'I9',
      store.log.version(DOCUMENT, event.seq)?.doc.eq(doc) === true,
      () => `version ${event.seq} is not the fold`,
    )
  }
}

function checkInverse(before: Node, steps: readonly Step[], after: Node, deleted: Set<string>): void {
  const inverses: Step[] = []
  let doc = before
  for (const step of steps) {
    inverses.unshift(step.invert(doc))
    step.getMap().forEach((from, to) => {
      for (const character of doc.textBetween(from, to)) deleted.add(character)
    })
    doc = step.apply(doc).doc ?? doc
  }
  let back = after
  for (const inverse of inverses) back = inverse.apply(back).doc ?? back
  law('I8', back.eq(before), () => 'inverting a commit does not restore the version before it')
}

/** What a fresh process reads of every version is the fold of the log. */
export function checkVersions({ log, document, store }: World): void {
  for (const { seq, doc } of log) {
    const isSame = store().log.version(document, seq)?.doc.eq(doc) === true
    law('I10', isSame, () => `after a restart, version ${seq} differs`)
  }
}

/** The process died in the middle of a transaction. */
class Killed extends Error {}

function asKilled(error: unknown): undefined {
  // SQLite passes on what a function threw.
  if (error instanceof Killed) return undefined
  throw error
}

/**
 * Kills the server between any two of its writes: triggers of this connection count them, and the one that is
 * one too many fails, and all after it until the restart. What a killed process had not committed is not there.
 */
function createKill(database: ReturnType<typeof openDatabase>): {
  after(writes: number): void
  happened(): boolean
} {
  let left = Number.POSITIVE_INFINITY
  database.function('count_write', { directOnly: false }, () => {
    left -= 1
    if (left < 0) throw new Killed('killed')
    return null
  })
  const tables = {
    events: 'INSERT',
    documents: 'UPDATE',
    snapshots: 'INSERT',
    residue: 'INSERT',
    clients: 'INSERT',
  }
  for (const [table, write] of Object.entries(tables)) {
    database.exec(
      `CREATE TEMP TRIGGER count_${table} AFTER ${write} ON ${table} BEGIN SELECT count_write(); END`,
    )
  }
  return {
    after(writes) {
      left = writes
    },
    happened() {
      const hasDied = left < 0
      left = Number.POSITIVE_INFINITY
      return hasDied
    },
  }
}
