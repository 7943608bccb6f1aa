import Router from '@koa/router'
import type { DocumentLog, Recorded } from '../../db/document-log.ts'
import { CommitId, type DocumentId, type PersonId } from '../../document/protocol/ids.ts'
import { type CommitAnswer, PostCommit } from '../../document/protocol/post-commit.ts'
import type { State } from '../context.ts'
import type { Clients } from '../live/clients.ts'
import type { Allow } from '../may.ts'
import type { Metrics } from '../metrics.ts'
import { type Body, idIn, readJson, validate } from '../middleware/body.ts'
import { Refusal } from '../refusal.ts'

interface CommitDeps {
  readonly allow: Allow
  readonly log: DocumentLog
  readonly clients: Clients
  readonly metrics: Metrics
}

/** `POST /api/documents/:id/commits`: 201 the first time, 200 and the same body ever after, whatever has changed. */
export function commitRoutes({ allow, log, clients, metrics }: CommitDeps): Router<State> {
  const routes = new Router<State>({ sensitive: true, strict: true })
  routes.post('/api/documents/:id/commits', async (ctx) => {
    const { person } = ctx.state
    const { id } = allow(person, ctx.params['id'], 'write')
    const body = await readJson(ctx)
    const { value, hash } = body
    const name = idIn(value, CommitId)
    const recorded = (name && log.findRepeat(id, name, hash)) ?? (await record(id, person, body))
    if (recorded.kind === 'refused') throw new Refusal(recorded.code, recorded)
    ctx.status = recorded.kind === 'recorded' ? 201 : 200
    ctx.body = recorded.answer
  })
  return routes

  async function record(
    document: DocumentId,
    person: PersonId,
    { value, hash: requestHash, size: bytes }: Body<unknown>,
  ): Promise<Recorded> {
    const commit = validate(PostCommit, value)
    // Inside the transaction: the same commit may wait there, sent by somebody who had no cookie yet.
    const objection = () => (clients.isTaken(commit.client, person) ? 'client-taken' : undefined)
    const recorded = await log.record({ document, person, commit, requestHash, objection, bytes })
    if (recorded.kind === 'recorded') countCommit(metrics, commit, recorded.answer)
    return recorded
  }
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
