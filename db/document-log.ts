import type { Node } from 'prosemirror-model'
import type { DroppedStep } from '../document/commit/place.ts'
import type { LossTold } from '../document/protocol/documents.ts'
import type { CommitId, DocumentId, PersonId } from '../document/protocol/ids.ts'
import type { CommitAnswer, PostCommit } from '../document/protocol/post-commit.ts'
import type { RefusalCode } from '../document/protocol/refusals.ts'
import type { NewContent } from './new-content.ts'

/** A document as its row tells it, without its text. Times are milliseconds since 1970. */
export interface LoggedDocument {
  readonly id: DocumentId
  readonly epoch: string
  readonly title: string
  /** The head: the number of the newest event, 0 when there is none. */
  readonly seq: number
  readonly chain: string
  readonly createdAt: number
  readonly updatedAt: number
  /** Since when it is in the trash; undefined when it is not. */
  readonly trashedAt: number | undefined
}

/** The document as the log's first `seq` events leave it. */
export interface Version {
  readonly seq: number
  readonly chain: string
  readonly doc: Node
}

/** An event as it stands in the log, with its author's present name. */
export interface LoggedEvent {
  readonly kind: 'commit' | 'trash'
  readonly seq: number
  /** A `CommitEvent` or `TrashEvent` as JSON: what is told of it is never read on the way. */
  readonly json: string
}

/** A new document. `content` becomes event 1; without it the document is the empty one at 0. */
export interface CreateDocument {
  readonly id: DocumentId
  /** A document to check and write out, or one that is. */
  readonly content?: Node | NewContent | undefined
  readonly person: PersonId
  /** A hash of the request, so that a repeat is told from another document under the same id. */
  readonly requestHash: string
  /** Told with the answer: what of a text was lost. Undefined where none was read. */
  readonly losses?: readonly LossTold[] | undefined
}

/** What the request that made a document is answered. */
export interface CreatedAnswer {
  readonly title: string
  readonly seq: number
  readonly losses?: readonly LossTold[] | undefined
}

/** What became of a `create`: `created` and `repeated` give the same document facts. */
export type Created =
  | ({ readonly kind: 'created' | 'repeated' } & CreatedAnswer)
  | { readonly kind: 'refused'; readonly code: 'document-exists' | 'document-too-large' }

/** What became of a commit. `recorded` and `repeated` carry the same answer, for ever. */
export type Recorded =
  | {
      readonly kind: 'recorded' | 'repeated'
      readonly answer: CommitAnswer
      /** What was kept with a repeated one; undefined when nothing was. */
      readonly told?: string | undefined
    }
  | {
      readonly kind: 'refused'
      readonly code: RefusalCode
      readonly index?: number
      readonly reason?: string
    }

/** A commit as it arrived. `requestHash` tells a repeat from another commit under the same id. */
export interface ArrivedCommit {
  readonly document: DocumentId
  readonly person: PersonId
  readonly commit: PostCommit
  readonly requestHash: string
  /** Asked inside the transaction, and only of a commit that is new: what else speaks against it. */
  readonly objection?: () => RefusalCode | undefined
  /** Kept with a new commit, as JSON: what its answer says beside the place it found. */
  readonly told?: string
  /** The size of its request: a large one is prepared in turns of its own. */
  readonly bytes?: number
}

/**
 * The logs of all documents. Reads are synchronous and see only what is committed. An unknown document is
 * `undefined` for reads and `not-found` for a commit.
 */
export interface DocumentLog {
  /** Makes a document; `document-exists` also under the id of one that was deleted for ever. */
  create(request: CreateDocument): Created
  /**
   * The answer to the request that made a document under this id. Undefined when that was another, or is older
   * than these answers: then `create` tells.
   */
  findCreated(id: DocumentId, requestHash: string): Created | undefined
  find(id: DocumentId): LoggedDocument | undefined
  /** Records a commit. When the promise settles the commit is on disk; a failed write rejects, as StorageFailure. */
  record(arrived: ArrivedCommit): Promise<Recorded>
  /** What became of a commit that was recorded under this id, or `id-reused`; undefined when there is none. */
  findRepeat(id: DocumentId, commit: CommitId, requestHash: string): Recorded | undefined
  /** Writes at once the commits that still wait for their turn. */
  flush(): void
  /** The document at `seq`, the head when left out; undefined when there is no such version. */
  version(id: DocumentId, seq?: number): Version | undefined
  /** The same where it takes a moment to read and to write out; undefined otherwise, and a reader has to do it. */
  versionAtHand(id: DocumentId, seq?: number): Version | undefined
  /** The chain after event `seq`; undefined when there is no such event. */
  chainAt(id: DocumentId, seq: number): string | undefined
  /** Events after `after`, oldest first, at most `limit` and, past the first, about `bytes` of bodies. */
  eventsAfter(id: DocumentId, after: number, limit: number, bytes: number): LoggedEvent[]
}

/** Called after the transaction returned, once for each document with new events. */
export type Announce = (id: DocumentId, head: number) => void

/** A step the log could not place, as residue keeps it. */
export type ResidueCause = DroppedStep['reason']
