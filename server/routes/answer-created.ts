import type { Created } from '../../db/document-log.ts'
import type { DocumentCreated } from '../../document/protocol/documents.ts'
import type { DocumentId } from '../../document/protocol/ids.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'

/** Answers a request that made a document, and every repeat of it alike. Throws when it was refused. */
export function answerCreated(ctx: Context, id: DocumentId, created: Created): void {
  if (created.kind === 'refused') throw new Refusal(created.code)
  const { title, seq, losses } = created
  const body: DocumentCreated = {
    id,
    title,
    seq,
    url: `/d/${id}`,
    ...(losses ? { losses: [...losses] } : {}),
  }
  ctx.status = 201
  ctx.set('Location', `/api/documents/${id}`)
  ctx.body = body
}
