import Router from '@koa/router'
import * as v from 'valibot'
import type { LoggedDocument } from '../../db/document-log.ts'
import type { PersonId } from '../../document/protocol/ids.ts'
import { Chain, ClientId, Epoch } from '../../document/protocol/ids.ts'
import { PAGE_BYTES, PAGE_EVENTS } from '../../document/protocol/limits.ts'
import type { Me } from '../../document/protocol/person.ts'
import type { Context, State } from '../context.ts'
import type { Clients } from '../live/clients.ts'
import { type Cursor, findMismatch, openStream, STREAM_HEADERS, type StreamDeps } from '../live/stream.ts'
import type { Allow } from '../may.ts'
import { validate } from '../middleware/body.ts'
import { Refusal } from '../refusal.ts'
import { parseSeq, readQuery } from './query.ts'

interface EventDeps extends StreamDeps {
  readonly allow: Allow
  readonly clients: Clients
  readonly whoIs: (person: PersonId) => Me
}

/** `GET /api/documents/:id/events`: a stream, or one page of the log as JSON, by `Accept`. */
export function eventRoutes(deps: EventDeps): Router<State> {
  const { allow, log } = deps
  const routes = new Router<State>({ sensitive: true, strict: true })
  routes.get('/api/documents/:id/events', (ctx) => {
    const document = allow(ctx.state.person, ctx.params['id'], 'read')
    const cursor = readCursor(ctx)
    ctx.vary('Accept')
    switch (ctx.accepts('text/event-stream', 'application/json')) {
      case 'text/event-stream':
        return stream(ctx, document, cursor, deps)
      case 'application/json':
        ctx.body = readPage(log, document, cursor)
        return
      default:
        throw new Refusal('not-acceptable')
    }
  })
  return routes
}

function stream(ctx: Context, document: LoggedDocument, cursor: Cursor, deps: EventDeps): void {
  const named = readQuery(ctx, 'client')
  const client =
    named === undefined ? undefined : validate(v.object({ client: ClientId }), { client: named }).client
  if (client && !deps.clients.claim(client, ctx.state.person)) throw new Refusal('client-taken')
  // A stream lives as long as its reader: Koa would wait for a body and hold the headers back.
  ctx.respond = false
  if (ctx.method === 'HEAD') {
    ctx.res.writeHead(200, STREAM_HEADERS).end()
    return
  }
  openStream(ctx.res, { document, cursor, you: deps.whoIs(ctx.state.person), client }, deps)
}

function readPage(log: StreamDeps['log'], document: LoggedDocument, cursor: Cursor) {
  const mismatch = findMismatch(log, document, cursor)
  if (mismatch) throw new Refusal(mismatch)
  const events = log.eventsAfter(document.id, cursor.after, PAGE_EVENTS, PAGE_BYTES)
  const last = events.at(-1)?.seq ?? cursor.after
  return { epoch: document.epoch, head: document.seq, events, more: last < document.seq }
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
