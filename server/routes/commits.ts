import Router from '@koa/router'
import type { DocumentLog } from '../../db/document-log.ts'
import { type CommitAnswer, PostCommit } from '../../document/protocol/post-commit.ts'
import type { State } from '../context.ts'
import type { Clients } from '../live/clients.ts'
import type { Allow } from '../may.ts'
import type { Metrics } from '../metrics.ts'
import { readBody } from '../middleware/body.ts'
import { Refusal } from '../refusal.ts'

interface CommitDeps {
  readonly allow: Allow
  readonly log: DocumentLog
  readonly clients: Clients
  readonly metrics: Metrics
}

/** `POST /api/documents/:id/commits`: 201 the first time, 200 and the same body ever after. */
export function commitRoutes({ allow, log, clients, metrics }: CommitDeps): Router<State> {
  const routes = new Router<State>({ sensitive: true, strict: true })
  routes.post('/api/documents/:id/commits', async (ctx) => {
    const { person } = ctx.state
    const { id } = allow(person, ctx.params['id'], 'write')
    const { value: commit, hash } = await readBody(ctx, PostCommit)
    if (!clients.claim(commit.client, person)) throw new Refusal('client-taken')
    const recorded = await log.record({ document: id, person, commit, requestHash: hash })
    if (recorded.kind === 'refused') throw new Refusal(recorded.code, recorded)
    if (recorded.kind === 'recorded') countCommit(metrics, commit, recorded.answer)
    ctx.status = recorded.kind === 'recorded' ? 201 : 200
    ctx.body = recorded.answer
  })
  return routes
}

/** Counts a commit that was recorded. */
export function countCommit(
  metrics: Metrics,
  { base }: Pick<PostCommit, 'base'>,
  { seq, dropped }: CommitAnswer,
): void {
  metrics.commits += 1
  if (seq > base + 1) metrics.rebases += 1
  metrics.droppedSteps += dropped.length
}
