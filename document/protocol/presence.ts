import * as v from 'valibot'
import { ClientId, Seq } from './ids.ts'
import { Me } from './person.ts'

/** What a person is doing in a document. */
export const PresenceState = v.picklist(['editing', 'reading', 'away'])
export type PresenceState = v.InferOutput<typeof PresenceState>

/**
 * `PUT /api/documents/:id/presence`: a selection in the document as it stood at `seq`, without the sender's
 * pending work. Both positions are null for someone who reads without a caret.
 */
export const PutPresence = v.strictObject({
  client: ClientId,
  seq: Seq,
  anchor: v.nullable(Seq),
  head: v.nullable(Seq),
  state: PresenceState,
})
export type PutPresence = v.InferOutput<typeof PutPresence>

/** One page of one person in a document, as everyone there sees it. */
export const Participant = v.object({
  client: ClientId,
  person: Me,
  seq: Seq,
  anchor: v.nullable(Seq),
  head: v.nullable(Seq),
  state: PresenceState,
})
export type Participant = v.InferOutput<typeof Participant>

/** The `presence` event: who came or moved, and who left. */
export const PresenceEvent = v.object({
  changed: v.array(Participant),
  left: v.array(ClientId),
})
export type PresenceEvent = v.InferOutput<typeof PresenceEvent>
