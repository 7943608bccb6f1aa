import Router from '@koa/router'
import * as v from 'valibot'
import type { PersonId } from '../../document/protocol/ids.ts'
import { Chain, ClientId, Epoch } from '../../document/protocol/ids.ts'
import { PAGE_BYTES, PAGE_EVENTS } from '../../document/protocol/limits.ts'
import type { Me } from '../../document/protocol/person.ts'
import type { Context, State } from '../context.ts'
import type { Clients } from '../live/clients.ts'
import type { Places } from '../live/places.ts'
import { waitForNews } from '../live/poll.ts'
import { type Cursor, findMismatch, openStream, type Readable, type StreamDeps } from '../live/stream.ts'
import type { Allow } from '../may.ts'
import { validate } from '../middleware/body.ts'
import { Refusal } from '../refusal.ts'
import { withJson, writeEvents } from './event-page.ts'
import { parseSeq, readQuery } from './query.ts'
import { readEnding, readWait, respondToNobody, respondWithStream } from './stream-request.ts'

export interface EventDeps extends StreamDeps {
  readonly allow: Allow
  readonly clients: Clients
  readonly places: Places
  readonly whoIs: (person: PersonId) => Me
}

/** `GET /api/documents/:id/events`: a stream, or one page of the log as JSON, by `Accept`. */
export function eventRoutes(deps: EventDeps): Router<State> {
  const { allow } = deps
  const routes = new Router<State>({ sensitive: true, strict: true })
  routes.get('/api/documents/:id/events', async (ctx) => {
    const { person, visitor } = ctx.state
    const document = allow(person, ctx.params['id'], 'read')
    const cursor = readCursor(ctx)
    const waitMs = readWait(ctx)
    const ending = readEnding(ctx)
    if (ending === 'page') return answerPage(ctx, { document, cursor, clients: [] }, waitMs, deps)
    const clients = readClients(ctx, deps.clients)
    respondWithStream(ctx, deps.places, () =>
      openStream(ctx.res, { document, cursor, clients }, { you: deps.whoIs(person), visitor }, deps),
    )
  })
  return routes
}

function readClients(ctx: Context, clients: Clients): ClientId[] {
  const named = readQuery(ctx, 'client')
  if (named === undefined) return []
  const { client } = validate(v.object({ client: ClientId }), { client: named })
  if (!clients.claim(client, ctx.state.person)) throw new Refusal('client-taken')
  return [client]
}

async function answerPage(ctx: Context, readable: Readable, waitMs: number, deps: EventDeps): Promise<void> {
  const { document, cursor } = readable
  const mismatch = findMismatch(deps.log, readable)
  if (mismatch) throw new Refusal(mismatch)
  if (waitMs > 0 && document.seq === cursor.after) {
    const { visitor } = ctx.state
    const request = { visitor, documents: [readable], waitMs, people: 'ignored' as const }
    const end = await waitForNews(ctx.res, request, deps)
    if (end === 'gone') return respondToNobody(ctx)
    if (end === 'shutting-down') throw new Refusal('shutting-down')
  }
  // Looked up again: it has grown while we waited, and the right to read it may have ended.
  await deps.pace.pass(ctx.state.visitor.network, PAGE_BYTES)
  const { epoch, seq: head } = deps.allow(ctx.state.person, document.id, 'read')
  const events = deps.log.eventsAfter(document.id, cursor.after, PAGE_EVENTS, PAGE_BYTES)
  const last = events.at(-1)?.seq ?? cursor.after
  answerWithJson(ctx, withJson({ epoch, head, more: last < head }, 'events', writeEvents(events)), deps)
}

/** Answers JSON that is written out already. */
export function answerWithJson(ctx: Context, json: string, { pace }: Pick<EventDeps, 'pace'>): void {
  pace.spend(json.length)
  ctx.type = 'json'
  ctx.body = json
}

/**
 * `Last-Event-ID` first, because a browser repeats the old query when it reconnects; then `?after`, then 0.
 * A chain stands at `?after` where that is given: there it still proves a shared past.
 */
function readCursor(ctx: Context): Cursor {
  const asked = readQuery(ctx, 'after')
  const after = readSeq(ctx.get('Last-Event-ID') || (asked ?? '0'))
  const past = { epoch: readQuery(ctx, 'epoch'), chain: readQuery(ctx, 'chain') }
  const { epoch, chain } = validate(v.object({ epoch: v.optional(Epoch), chain: v.optional(Chain) }), past)
  const at = asked === undefined ? after : readSeq(asked)
  return { after, epoch, chain: chain === undefined ? undefined : { at, value: chain } }
}

function readSeq(text: string): number {
  const seq = parseSeq(text)
  if (seq === undefined) throw new Refusal('invalid-cursor')
  return seq
}
