import { createHash } from 'node:crypto'
import Router from '@koa/router'
import type { DocumentLog } from '../../db/document-log.ts'
import { HASH_BYTES } from '../../document/commit/hash.ts'
import { PostCopy } from '../../document/protocol/home.ts'
import { DocumentId } from '../../document/protocol/ids.ts'
import type { State } from '../context.ts'
import { askerOf } from '../exchange/asker.ts'
import type { Allow } from '../may.ts'
import { idIn, readJson, validate } from '../middleware/body.ts'
import type { Pace } from '../network/pace.ts'
import type { Presenter } from '../reader/presenter.ts'
import { answerCreated } from './answer-created.ts'
import { demandTitle } from './new-content.ts'
import { newDocumentId } from './new-document-id.ts'

interface CopyDeps {
  readonly allow: Allow
  readonly log: DocumentLog
  readonly presenter: Presenter
  /** How fast documents are made. */
  readonly making: Pace
  readonly randomBytes: (count: number) => Uint8Array
}

/** `POST /api/documents/:id/copies`: a new document whose event 1 is this one as it stands. */
export function copyRoutes({ allow, log, presenter, making, randomBytes }: CopyDeps): Router<State> {
  const routes = new Router<State>({ sensitive: true, strict: true })
  routes.post('/api/documents/:id/copies', async (ctx) => {
    const { person } = ctx.state
    const source = allow(person, ctx.params['id'], 'read')
    const { value, hash } = await readJson(ctx)
    const requestHash = hashOf(source.id, hash)
    const chosen = idIn(value, DocumentId)
    const known = chosen && log.findCreated(chosen, requestHash)
    if (known) return answerCreated(ctx, chosen, known)
    const { id = newDocumentId(randomBytes), title } = validate(PostCopy, value)
    demandTitle(title)
    ctx.state.visitor.pay('keep')
    await making.pass(ctx.state.visitor.network, 0)
    const content = await presenter.copy({ document: source, seq: source.seq, asker: askerOf(ctx) }, title)
    answerCreated(ctx, id, log.create({ id, person, content, requestHash }))
  })
  return routes
}

/** A repeat is the same request for the same document, however that has changed meanwhile. */
function hashOf(source: string, request: string): string {
  const hash = createHash('sha256').update(`copy of ${source} ${request}`).digest('hex')
  return hash.slice(0, 2 * HASH_BYTES)
}
