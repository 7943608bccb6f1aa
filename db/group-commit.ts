import type Database from 'better-sqlite3'
import { countSteps } from '../document/commit/wire-steps.ts'
import type { Parts } from '../document/parts.ts'
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
  /** Milliseconds that only go forward; without it a turn has one part, and a transaction is divided by count alone. */
  readonly elapsed?: () => number
}

interface Waiting {
  readonly arrived: ArrivedCommit
  readonly resolve: (recorded: Recorded) => void
  readonly reject: (reason: unknown) => void
  readonly prepared: PreparedCommit
  /** What there is to do before the transaction. */
  readonly parts: Parts<void>
}

interface Settled {
  readonly waiting: Waiting
  readonly recorded?: Recorded
  readonly error?: unknown
}

/** Heads that the transaction under way leaves, if it returns. */
type Tentative = Map<DocumentId, HeadState>

/** For so long, in milliseconds, a commit is prepared before others have their turn. */
const PREPARING_MS = 10

/** More commits than this wait for the next turn, so that reads and heartbeats get theirs. */
const GROUP_LIMIT = 100

/** Nor do more begin once deciding has taken this long, in milliseconds. */
const TURN_MS = 100

/** It ends sooner, after so many milliseconds, where it holds so much: a few letters of many people belong together. */
const HEAVY_TURN_MS = 20
const HEAVY_STEPS = 500
const HEAVY_BYTES = 524_288

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
    let [steps, bytes] = [0, 0]
    for (const waiting of group) {
      const { arrived } = waiting
      settled.push(settle(waiting, tentative))
      steps += countSteps(arrived.commit.steps)
      bytes += arrived.bytes ?? 0
      const isHeavy = steps >= HEAVY_STEPS || bytes >= HEAVY_BYTES
      if (elapsed() - began >= (isHeavy ? HEAVY_TURN_MS : TURN_MS)) break
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
    const [first] = preparing
    // Else it would be overtaken for ever.
    const held = first?.prepared.isOvertaken ? first.arrived.document : undefined
    const ready = queue.filter(({ arrived }) => arrived.document !== held).slice(0, GROUP_LIMIT)
    if (ready.length === 0) return
    const written = new Set(ready.slice(0, write(ready)))
    queue = queue.filter((waiting) => !written.has(waiting))
  }

  /** Some of the commit that has waited longest. What is prepared comes first, before its document changes. */
  function prepareNext(): void {
    const [first] = preparing
    if (!first) return
    if (!isPrepared(first.parts)) return
    preparing = preparing.slice(1)
    queue.unshift(first)
  }

  function isPrepared(parts: Parts<void>): boolean {
    const began = elapsed()
    try {
      do {
        if (parts.next().done) return true
      } while (deps.elapsed && elapsed() - began < PREPARING_MS)
      return false
    } catch {
      // The transaction meets the same again, and answers for it.
      return true
    }
  }

  /** By turns, so that neither waits for all of the other, and what is prepared is written next. */
  function takeTurn(): void {
    isPreparing = preparing.length > 0 && (queue.length === 0 || !isPreparing)
    if (isPreparing) prepareNext()
    else writeNext()
  }

  function goOn(): void {
    takeTurn()
    if (queue.length || preparing.length) setImmediate(goOn)
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
        const prepared: PreparedCommit = {}
        const waiting = { arrived, resolve, reject, prepared, parts: prepareCommit(deps, arrived, prepared) }
        if (isLarge(heads, arrived)) preparing.push(waiting)
        else queue.push(waiting)
        if (isFirst) setImmediate(goOn)
      }),
    flush() {
      while (queue.length || preparing.length) takeTurn()
    },
  }
}
