import * as v from 'valibot'
import { Chain, DocumentId, Epoch, Seq } from './ids.ts'

/** `POST /api/documents`. With an `id` of its own a caller may repeat the request safely. */
export const PostDocument = v.strictObject({
  id: v.optional(DocumentId),
  title: v.optional(v.pipe(v.string(), v.maxLength(1_000))),
  markdown: v.optional(v.string()),
})
export type PostDocument = v.InferOutput<typeof PostDocument>

export const DocumentCreated = v.object({ id: DocumentId, title: v.string(), seq: Seq, url: v.string() })
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
