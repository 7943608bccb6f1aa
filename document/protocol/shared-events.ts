import * as v from 'valibot'
import { Seq } from './ids.ts'
import { PresenceEvent } from './presence.ts'
import { CommitEvent, HelloEvent, ResetEvent } from './stream-events.ts'

/** A document as the reader named it. Every event of a shared stream but `heartbeat` says whose it is. */
const Document = v.object({ document: v.string() })

/** First of each document that can be read. */
export const SharedHello = v.object({ ...Document.entries, ...HelloEvent.entries })
export type SharedHello = v.InferOutput<typeof SharedHello>

/** A durable event of any kind: what is enough to know to follow a log. */
export const SharedDurable = v.looseObject({ ...Document.entries, seq: Seq, chain: v.string() })
export type SharedDurable = v.InferOutput<typeof SharedDurable>

export const SharedCommit = v.object({ ...Document.entries, ...CommitEvent.entries })
export type SharedCommit = v.InferOutput<typeof SharedCommit>

export const SharedPresence = v.object({ ...Document.entries, ...PresenceEvent.entries })
export type SharedPresence = v.InferOutput<typeof SharedPresence>

/** Nothing more can follow for this document; the others go on. */
export const SharedReset = v.object({ ...Document.entries, ...ResetEvent.entries })
export type SharedReset = v.InferOutput<typeof SharedReset>

/** Why a document is not told, or no longer. `code` is one of `refusals.ts`. */
const Refused = v.object({ code: v.string(), message: v.string() })

/** This document cannot be read, or no longer; the others go on. */
export const SharedRefusal = v.object({ ...Document.entries, error: Refused })
export type SharedRefusal = v.InferOutput<typeof SharedRefusal>

/** One document of a polled answer. An event of an unknown kind has `kind`, `seq` and `chain`. */
export const PolledDocument = v.object({
  ...SharedHello.entries,
  events: v.array(v.looseObject({ kind: v.string(), seq: Seq, chain: v.string() })),
  /** True when the log goes on after the last of these events. */
  more: v.boolean(),
})
export type PolledDocument = v.InferOutput<typeof PolledDocument>

/** `GET /api/events` as JSON: the documents in the order they were asked for. */
export const SharedPage = v.object({
  documents: v.array(
    v.union([
      PolledDocument,
      v.object({ ...Document.entries, reset: ResetEvent }),
      v.object({ ...Document.entries, refusal: Refused }),
    ]),
  ),
})
export type SharedPage = v.InferOutput<typeof SharedPage>
