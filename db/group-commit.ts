import type Database from 'better-sqlite3'
import type { DocumentId } from '../document/protocol/ids.ts'
import type { Announce, ArrivedCommit, Recorded } from './document-log.ts'
import { type HeadState, headOf } from './heads.ts'
import { type RecordDeps, recordCommit } from './record-commit.ts'

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
}

interface Waiting {
  readonly arrived: ArrivedCommit
  readonly resolve: (recorded: Recorded) => void
  readonly reject: (reason: unknown) => void
}

interface Settled {
  readonly waiting: Waiting
  readonly recorded?: Recorded
  readonly error?: unknown
}

/** More commits than this wait for the next turn, so that reads and heartbeats get theirs. */
const GROUP_LIMIT = 100

/**
 * Each commit runs in a savepoint and decides on the tentative head its forerunner left. Memory is swapped,
 * people are answered and readers are told only after COMMIT returned; if it fails, all of the group fail
 * and the tentative heads are forgotten.
 */
export function createGroupCommit(deps: GroupDeps): GroupCommit {
  const { database, heads, announce } = deps
  let queue: Waiting[] = []
  let tentative = new Map<string, HeadState>()

  const one = database.transaction((arrived: ArrivedCommit): Recorded => {
    const state = tentative.get(arrived.document) ?? heads.load(arrived.document)
    if (!state) return { kind: 'refused', code: 'not-found' }
    const result = recordCommit(deps, arrived, state)
    if (result.state) tentative.set(arrived.document, result.state)
    return result.recorded
  })
  const all = database.transaction((group: Waiting[]): Settled[] =>
    group.map((waiting) => {
      try {
        return { waiting, recorded: one(waiting.arrived) }
      } catch (error) {
        // A full disk makes SQLite roll back the whole transaction by itself: then nobody was recorded.
        if (!database.inTransaction) throw error
        return { waiting, error }
      }
    }),
  )

  function writeGroup(): void {
    const group = queue.slice(0, GROUP_LIMIT)
    queue = queue.slice(GROUP_LIMIT)
    if (queue.length) setImmediate(writeGroup)
    tentative = new Map()
    let settled: Settled[]
    try {
      settled = all.immediate(group)
    } catch (error) {
      for (const { reject } of group) reject(error)
      return
    }
    heads.adopt(tentative)
    for (const { waiting, recorded, error } of settled) {
      if (recorded) waiting.resolve(recorded)
      else waiting.reject(error)
    }
    for (const [id, state] of tentative) announce(id as DocumentId, headOf(state).seq)
  }

  return {
    record: (arrived) =>
      new Promise((resolve, reject) => {
        queue.push({ arrived, resolve, reject })
        if (queue.length === 1) setImmediate(writeGroup)
      }),
    flush() {
      while (queue.length) writeGroup()
    },
  }
}
