import type Database from 'better-sqlite3'
import type { DocumentId, PersonId } from '../document/protocol/ids.ts'
import { SHORT_ID_BYTES } from '../document/protocol/ids.ts'
import { KEPT_TEXT_MS } from '../document/protocol/limits.ts'
import { appendEvent } from './append-event.ts'
import type { Announce } from './document-log.ts'
import type { DocumentRow } from './documents.ts'
import { type HeadState, headOf } from './heads.ts'
import type { RecordDeps } from './record-commit.ts'
import { createDocumentRemoval } from './remove-document.ts'
import { writing } from './storage-failure.ts'

/** Where documents wait before they are deleted for ever. */
export interface Trash {
  /** Moves a document into the trash, or out of it, as an event of its log; false when it is there already. */
  move(document: DocumentId, person: PersonId, trashed: boolean): boolean
  /**
   * Deletes a document for ever: nobody finds it from now on, nothing brings it back, and nothing gets its id. What is
   * kept of it is then removed by `removeDeleted`.
   */
  delete(document: DocumentId): void
  /** Removes what is kept of deleted documents, those too that a process left when it ended: a bounded part in each step. */
  removeDeleted(): Iterator<void>
  /** The documents that at `now` have been in the trash for so long that they are to be deleted. */
  expired(now: number): DocumentId[]
  /** True for one of these. */
  isExpired(document: DocumentId, now: number): boolean
}

/** What the trash needs from outside. */
export interface TrashDeps extends RecordDeps {
  readonly database: Database.Database
  readonly randomBytes: (count: number) => Uint8Array
  readonly announce: Announce
}

/** Prepares the statements once; they live as long as the database. */
export function createTrash(deps: TrashDeps): Trash {
  const { database, heads, documents } = deps
  const expired = database.prepare('SELECT id FROM documents WHERE trashed_at < ?').pluck()
  const removal = createDocumentRemoval(database)
  const toRemove = database.prepare('SELECT document FROM removals LIMIT 1').pluck()
  const append = database.transaction((state: HeadState, person: PersonId, trashed: boolean) =>
    appendEvent(deps, state, toCommit(deps, state, person, trashed)),
  )
  const end = database.transaction((row: DocumentRow): void => documents.end(row))
  const removeSome = database.transaction((): boolean => {
    const document = toRemove.get() as number | undefined
    return document !== undefined && removal.removeSome(document)
  })

  return {
    move(document, person, trashed) {
      const state = heads.load(document)
      if (!state || state.isTrashed === trashed) return false
      const next = append.immediate(state, person, trashed)
      heads.adopt(new Map([[document, next]]))
      deps.announce(document, headOf(next).seq)
      return true
    },
    delete(document) {
      const row = documents.find(document)
      if (!row) return
      end.immediate(row)
      heads.forget(document)
    },
    *removeDeleted() {
      while (writing(() => removeSome.immediate())) yield
    },
    expired: (now) => expired.all(now - KEPT_TEXT_MS) as DocumentId[],
    isExpired: (document, now) =>
      (documents.find(document)?.trashed_at ?? Number.POSITIVE_INFINITY) < now - KEPT_TEXT_MS,
  }
}

/** The event of a move: no step, and a name by which nobody asks for it again. */
function toCommit(deps: TrashDeps, state: HeadState, person: PersonId, trashed: boolean) {
  const author = { id: person, key: deps.people.keyOf(person) }
  return {
    id: `trash-${Buffer.from(deps.randomBytes(SHORT_ID_BYTES)).toString('base64url')}`,
    client: deps.people.serverClientOf(author),
    person: author,
    at: deps.now(),
    requestHash: Buffer.alloc(0),
    steps: [],
    dropped: [],
    doc: headOf(state).doc,
    trashed,
  }
}
