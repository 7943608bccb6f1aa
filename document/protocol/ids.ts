import * as v from 'valibot'

/** 128 random bits in base64url, 22 characters: a document's name and, today, the right to edit it. */
export const DocumentId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{21}[AQgw]$/), v.brand('DocumentId'))
export type DocumentId = v.InferOutput<typeof DocumentId>

/** A commit's name, made by the client: 8 to 64 characters of `A-Za-z0-9_-`. */
export const CommitId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{8,64}$/), v.brand('CommitId'))
export type CommitId = v.InferOutput<typeof CommitId>

/** One page load of one browser, or one run of a script: 8 to 64 characters of `A-Za-z0-9_-`. */
export const ClientId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{8,64}$/), v.brand('ClientId'))
export type ClientId = v.InferOutput<typeof ClientId>

/** The client of an event in a log: one of the wire, or one of the server's own that no request can spell. */
export const LoggedClientId = v.pipe(
  v.string(),
  v.regex(/^(?:[A-Za-z0-9_-]{8,64}|person:[A-Za-z0-9_-]{12})$/),
  v.brand('ClientId'),
)

/** A person as the server knows one browser's cookie: 12 characters of base64url. */
export const PersonId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{12}$/), v.brand('PersonId'))
export type PersonId = v.InferOutput<typeof PersonId>

/** A sequence number: 0 is the empty document, the first event is 1. */
export const Seq = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** A hash of everything up to one event, 12 characters of base64url. */
export const Chain = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{12}$/))

/** Marks a stretch of a log without deliberate rewrites, 12 characters of base64url. */
export const Epoch = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{12}$/))

/** Length in characters of an id whose random part has 9 bytes. */
export const SHORT_ID_BYTES = 9

/** Length in bytes of a document id. */
export const DOCUMENT_ID_BYTES = 16

/** Reads a document id; undefined when it is ill-formed. */
export function parseDocumentId(text: string): DocumentId | undefined {
  const read = v.safeParse(DocumentId, text)
  return read.success ? read.output : undefined
}
