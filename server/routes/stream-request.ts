import { MAX_WAIT_S } from '../../document/protocol/limits.ts'
import type { Context } from '../context.ts'
import { STREAM_HEADERS } from '../live/connection.ts'
import type { Places } from '../live/places.ts'
import { Refusal } from '../refusal.ts'
import { readQuery } from './query.ts'

/** Whether a stream or a page is asked for; `*` is a stream. Refuses other types with `not-acceptable`. */
export function readEnding(ctx: Context): 'stream' | 'page' {
  ctx.vary('Accept')
  switch (ctx.accepts('text/event-stream', 'application/json')) {
    case 'text/event-stream':
      return 'stream'
    case 'application/json':
      return 'page'
    default:
      throw new Refusal('not-acceptable')
  }
}

/** `?wait=` in milliseconds, 0 when it is left out. Refuses what is not whole seconds up to the limit. */
export function readWait(ctx: Context): number {
  const text = readQuery(ctx, 'wait') ?? '0'
  if (!/^\d{1,2}$/.test(text) || Number(text) > MAX_WAIT_S)
    throw new Refusal('invalid-request', { reason: `wait: whole seconds from 0 to ${MAX_WAIT_S}` })
  return Number(text) * 1_000
}

/**
 * Hands the response over to a stream, which lives as long as its reader; `HEAD` gets the headers alone.
 * Refuses with `too-many-streams`.
 */
export function respondWithStream(ctx: Context, places: Places, open: () => void): void {
  if (ctx.res.destroyed) {
    // Nobody would tell us to give back what is taken now.
    respondToNobody(ctx)
    return
  }
  ctx.res.once('close', places.take(ctx.state.visitor))
  // Koa would wait for a body and hold the headers back.
  ctx.respond = false
  if (ctx.method === 'HEAD') ctx.res.writeHead(200, STREAM_HEADERS).end()
  else open()
}

/** The reader of a poll went away: nothing is to be answered. */
export function respondToNobody(ctx: Context): void {
  ctx.respond = false
}
