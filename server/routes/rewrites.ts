import Router from '@koa/router'
import * as v from 'valibot'
import type { DocumentLog } from '../../db/document-log.ts'
import { serverClient } from '../../db/people.ts'
import { ClientId, CommitId, SHORT_ID_BYTES } from '../../document/protocol/ids.ts'
import { BODY_LIMIT_BYTES } from '../../document/protocol/limits.ts'
import type { DocumentRewritten } from '../../document/protocol/put-document.ts'
import { SCHEMA_VERSION } from '../../document/protocol/version.ts'
import { tellLosses } from '../../document/text/losses.ts'
import type { Context, State } from '../context.ts'
import { askerOf } from '../exchange/asker.ts'
import type { Allow } from '../may.ts'
import type { Metrics } from '../metrics.ts'
import { hashOf, readBytes } from '../middleware/body.ts'
import type { Presenter } from '../reader/presenter.ts'
import { Refusal } from '../refusal.ts'
import { countCommit } from './commits.ts'
import { parseSeq, readQuery } from './query.ts'

interface RewriteDeps {
  readonly allow: Allow
  readonly log: DocumentLog
  readonly presenter: Presenter
  readonly metrics: Metrics
  readonly randomBytes: (count: number) => Uint8Array
}

/** The entity tag of a version, as `GET` gives it: epoch and seq come first. */
const TAG = /^(?:W\/)?"([A-Za-z0-9_-]{12})-(\d+)-/

/**
 * `PUT /api/documents/:id`: a whole text in Markdown becomes the smallest change against the version it was made
 * from, recorded as one commit among everybody else's.
 */
export function rewriteRoutes(deps: RewriteDeps): Router<State> {
  const { allow, log, presenter, metrics, randomBytes } = deps
  const routes = new Router<State>({ sensitive: true, strict: true })
  routes.put('/api/documents/:id', async (ctx) => {
    const { person } = ctx.state
    const document = allow(person, ctx.params['id'], 'write')
    if (!ctx.is('text/markdown')) throw new Refusal('unsupported-media-type')
    const { base, epoch } = readBase(ctx)
    const id = readId(ctx, randomBytes)
    const bytes = await readBytes(ctx, BODY_LIMIT_BYTES)
    const requestHash = hashOf(`rewrite ${base}\n`, bytes)
    const known = log.findRepeat(document.id, id, requestHash)
    if (known?.kind === 'refused') throw new Refusal(known.code, known)
    if (known?.told !== undefined) {
      ctx.body = { ...known.answer, ...readTold(known.told) } satisfies DocumentRewritten
      return
    }
    if (epoch !== undefined && epoch !== document.epoch) throw new Refusal('epoch-changed')
    if (base > document.seq) throw new Refusal('ahead')
    const wanted = { document, seq: base, asker: askerOf(ctx) }
    const { steps, losses, chain } = await presenter.rewrite(wanted, bytes)
    const told: Told = { steps: steps.length, losses: tellLosses(losses) }
    if (steps.length === 0) {
      const body: DocumentRewritten = { id, seq: base, chain, dropped: [], ...told }
      ctx.body = body
      return
    }
    const client = v.parse(ClientId, serverClient(person))
    const commit = {
      ...{ id, client, epoch: document.epoch, schema: SCHEMA_VERSION, base },
      steps: [...steps],
    }
    const arrived = {
      ...{ document: document.id, person, commit, requestHash },
      ...{ told: JSON.stringify(told), bytes: bytes.length },
    }
    const recorded = await log.record(arrived)
    if (recorded.kind === 'refused') throw new Refusal(recorded.code, recorded)
    if (recorded.kind === 'recorded') countCommit(metrics, commit, recorded.answer)
    ctx.status = recorded.kind === 'recorded' ? 201 : 200
    const body: DocumentRewritten = { ...recorded.answer, ...told }
    ctx.body = body
  })
  return routes
}

/** What `PUT` tells beside the commit's place. */
type Told = Pick<DocumentRewritten, 'steps' | 'losses'>

/** Reads what was kept with the commit. */
function readTold(told: string): Told {
  return JSON.parse(told) as Told
}

/** `?base=SEQ`, or the entity tag that came with the text in `If-Match`, which names its epoch too. */
function readBase(ctx: Context): { base: number; epoch: string | undefined } {
  const asked = readQuery(ctx, 'base')
  const [, tagEpoch, tagSeq] = TAG.exec(ctx.get('If-Match')) ?? []
  const seq = parseSeq(asked ?? tagSeq ?? '')
  if (seq === undefined) {
    const reason = 'base: the seq of the version the text was made from, or its ETag in If-Match'
    throw new Refusal('invalid-request', { reason })
  }
  return { base: seq, epoch: asked === undefined ? tagEpoch : undefined }
}

/** `?id=`: with an id of its own a caller may repeat the request safely. */
function readId(ctx: Context, randomBytes: (count: number) => Uint8Array): CommitId {
  const asked = readQuery(ctx, 'id') ?? Buffer.from(randomBytes(SHORT_ID_BYTES)).toString('base64url')
  const read = v.safeParse(CommitId, asked)
  if (!read.success) throw new Refusal('invalid-request', { reason: 'id: 8 to 64 characters of A-Za-z0-9_-' })
  return read.output
}
