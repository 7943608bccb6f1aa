import * as v from 'valibot'
import { Chain, DocumentId, Epoch, Seq } from './ids.ts'

/** `POST /api/documents`. With an `id` of its own a caller may repeat the request safely. */
export const PostDocument = v.strictObject({
  id: v.optional(DocumentId),
  title: v.optional(v.pipe(v.string(), v.maxLength(1_000))),
  markdown: v.optional(v.string()),
})
export type PostDocument = v.InferOutput<typeof PostDocument>

/** What a format could not carry: its kind, how often, and an English sentence. */
export const LossTold = v.object({ kind: v.string(), count: v.number(), message: v.string() })
export type LossTold = v.InferOutput<typeof LossTold>

export const DocumentCreated = v.object({
  id: DocumentId,
  title: v.string(),
  seq: Seq,
  url: v.string(),
  /** What of the text or file the document does not hold; left out where nothing was read. */
  losses: v.optional(v.array(LossTold)),
})
export type DocumentCreated = v.InferOutput<typeof DocumentCreated>

/** `GET /api/documents/:id` as JSON: the whole document at one sequence number. */
export const DocumentSnapshot = v.object({
  id: DocumentId,
  epoch: Epoch,
  seq: Seq,
  chain: Chain,
  schema: v.string(),
  title: v.string(),
  /** ProseMirror JSON; `parseDocument` reads it. */
  doc: v.unknown(),
})
export type DocumentSnapshot = v.InferOutput<typeof DocumentSnapshot>
