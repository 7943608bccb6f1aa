import * as v from 'valibot'
import { Chain, CommitId, Epoch, LoggedClientId, PersonId, Seq } from './ids.ts'
import { Me } from './person.ts'
import { Dropped, WireStepSchema } from './post-commit.ts'
import { Participant } from './presence.ts'

/** The `commit` event and, in a JSON page, one of its events: a change that is on disk. */
export const CommitEvent = v.object({
  seq: Seq,
  chain: Chain,
  id: CommitId,
  client: LoggedClientId,
  person: v.object({ id: PersonId, name: v.string() }),
  /** Milliseconds since 1970, by the server's clock. */
  at: v.number(),
  steps: v.array(WireStepSchema),
  dropped: v.array(Dropped),
  tags: v.optional(v.record(v.string(), v.unknown())),
  /** The document's fingerprint after this event; only where a snapshot was taken. */
  hash: v.optional(v.string()),
})
export type CommitEvent = v.InferOutput<typeof CommitEvent>

/** The `trash` event: the document was moved into the trash, or back out of it. Its text stays as it is. */
export const TrashEvent = v.object({
  seq: Seq,
  chain: Chain,
  id: CommitId,
  client: LoggedClientId,
  person: v.object({ id: PersonId, name: v.string() }),
  at: v.number(),
  trashed: v.boolean(),
})
export type TrashEvent = v.InferOutput<typeof TrashEvent>

/** The `hello` event, first on every stream. */
export const HelloEvent = v.object({
  you: Me,
  epoch: Epoch,
  head: Seq,
  chain: Chain,
  schema: v.string(),
  heartbeatMs: v.number(),
  present: v.array(Participant),
  /** Only of a document in the trash: it can be read, and not changed until it is restored. */
  trashed: v.optional(v.literal(true)),
})
export type HelloEvent = v.InferOutput<typeof HelloEvent>

/** The `reset` event: nothing more can follow from where the reader stands. */
export const ResetEvent = v.object({ reason: v.picklist(['epoch-changed', 'chain-broken', 'ahead']) })
export type ResetEvent = v.InferOutput<typeof ResetEvent>

/** `GET /api/documents/:id/events` as JSON. An event of an unknown kind has `kind` and `seq`. */
export const EventPage = v.object({
  epoch: Epoch,
  head: Seq,
  events: v.array(v.looseObject({ kind: v.string(), seq: Seq })),
  more: v.boolean(),
})
export type EventPage = v.InferOutput<typeof EventPage>
