import type Database from 'better-sqlite3'
import { countSteps } from '../document/commit/wire-steps.ts'
import type { DocumentId } from '../document/protocol/ids.ts'
import type { Announce, ArrivedCommit, Recorded } from './document-log.ts'
import { type HeadState, headOf } from './heads.ts'
import { isLarge, type PreparedCommit, prepareCommit } from './prepare-commit.ts'
import { type RecordDeps, type RecordResult, recordCommit } from './record-commit.ts'
import { StorageFailure, toStorageFailure } from './storage-failure.ts'

/** Records commits, those of one turn of the event loop in one transaction with one fsync. */
export interface GroupCommit {
  record(arrived: ArrivedCommit): Promise<Recorded>
  /** Writes at once what still waits; for the end of the process. */
  flush(): void
}

/** What the group needs beyond what one commit needs. */
export interface GroupDeps extends RecordDeps {
  readonly database: Database.Database
  readonly announce: Announce
  /** Milliseconds that only go forward; without it work is divided by count alone. */
  readonly elapsed?: () => number
}

interface Waiting {
  readonly arrived: ArrivedCommit
  readonly resolve: (recorded: Recorded) => void
  readonly reject: (reason: unknown) => void
  /** What there is to do before the transaction. */
  readonly parts: Iterator<PreparedCommit>
  prepared?: PreparedCommit
}

interface Settled {
  readonly waiting: Waiting
  readonly recorded?: Recorded
  readonly error?: unknown
}

/** Heads that the transaction under way leaves, if it returns. */
type Tentative = Map<DocumentId, HeadState>

/** More commits than this wait for the next turn, so that reads and heartbeats get theirs. */
const GROUP_LIMIT = 100

/** Nor do more begin once deciding has taken this long, in milliseconds. */
const TURN_MS = 100

/** It ends sooner, after so many milliseconds, where it holds so many steps: a few letters of many people belong together. */
const HEAVY_TURN_MS = 20
const HEAVY_STEPS = 500

/**
 * Each commit runs in a savepoint and decides on the tentative head its forerunner left. Memory is swapped,
 * people are answered and readers are told only after COMMIT returned; if it fails, the tentative heads are
 * forgotten and nobody of the group is recorded.
 */
export function createGroupCommit(deps: GroupDeps): GroupCommit {
  const { database, heads, announce, elapsed = () => 0 } = deps
  let queue: Waiting[] = []
  /** Large commits, which come into the queue when they are prepared. */
  let preparing: Waiting[] = []
  let isPreparing = false

  const one = database.transaction(({ arrived, prepared }: Waiting, tentative: Tentative): RecordResult => {
    const state = tentative.get(arrived.document) ?? heads.load(arrived.document)
    if (!state) return { recorded: { kind: 'refused', code: 'not-found' } }
    return recordCommit(deps, arrived, state, prepared)
  })
  const all = database.transaction((group: readonly Waiting[], tentative: Tentative): Settled[] => {
    const began = elapsed()
    const settled: Settled[] = []
    let steps = 0
    for (const waiting of group) {
      settled.push(settle(waiting, tentative))
      steps += countSteps(waiting.arrived.commit.steps)
      const limit = steps < HEAVY_STEPS ? TURN_MS : HEAVY_TURN_MS
      if (elapsed() - began >= limit) break
    }
    return settled
  })

  function settle(waiting: Waiting, tentative: Tentative): Settled {
    const { arrived } = waiting
    try {
      const { recorded, state } = one(waiting, tentative)
      if (state) tentative.set(arrived.document, state)
      return { waiting, recorded }
    } catch (error) {
      // A full disk makes SQLite roll back the whole transaction by itself: then nobody was recorded.
      if (!database.inTransaction) throw error
      return { waiting, error }
    }
  }

  function writeNext(): void {
    if (queue.length === 0) return
    const written = write(queue.slice(0, GROUP_LIMIT))
    queue = queue.slice(written)
  }

  /** One part of the commit that has waited longest; what is prepared waits for the next transaction. */
  function prepareNext(): void {
    const [first] = preparing
    if (!first) return
    try {
      const { value, done } = first.parts.next()
      if (!done) first.prepared = value
      if (!done) return
    } catch {
      // The transaction meets the same again, and answers for it.
    }
    preparing = preparing.slice(1)
    queue.push(first)
  }

  /** By turns, so that neither waits for all of the other. */
  function takeTurn(): void {
    isPreparing = preparing.length > 0 && (queue.length === 0 || !isPreparing)
    if (isPreparing) prepareNext()
    else writeNext()
    if (queue.length || preparing.length) setImmediate(takeTurn)
  }

  /** How many of the group have their answer now, from the first on. */
  function write(group: readonly Waiting[]): number {
    const tentative: Tentative = new Map()
    let settled: Settled[]
    try {
      settled = all.immediate(group, tentative)
    } catch (thrown) {
      const error = toStorageFailure(thrown)
      // What does not fit takes others with it that would have. A disk that fails is not asked once for each.
      const isAlone = group.length === 1
      const hasFailed = error instanceof StorageFailure && error.code === 'storage-failed'
      if (isAlone || hasFailed) for (const { reject } of group) reject(error)
      else for (const waiting of group) write([waiting])
      return group.length
    }
    heads.adopt(tentative)
    for (const { waiting, recorded, error } of settled) {
      if (recorded) waiting.resolve(recorded)
      else waiting.reject(toStorageFailure(error))
    }
    for (const [id, state] of tentative) announce(id, headOf(state).seq)
    return settled.length
  }

  return {
    record: (arrived) =>
      new Promise((resolve, reject) => {
        const isFirst = queue.length === 0 && preparing.length === 0
        const waiting = { arrived, resolve, reject, parts: prepareCommit(deps, arrived) }
        if (isLarge(arrived)) preparing.push(waiting)
        else queue.push(waiting)
        if (isFirst) setImmediate(takeTurn)
      }),
    flush() {
      while (preparing.length) prepareNext()
      while (queue.length) writeNext()
    },
  }
}
