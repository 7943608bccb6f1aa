import type { ServerResponse } from 'node:http'
import Router from '@koa/router'
import * as v from 'valibot'
import {
  MAX_SILENCE_S,
  type RequestSeen,
  TICK_MS,
  TICKS,
  type Tick,
} from '../../document/protocol/connection.ts'
import { encodeFrame } from '../../document/protocol/sse-frame.ts'
import type { MonotonicClock } from '../clock.ts'
import type { Context, State } from '../context.ts'
import { STREAM_HEADERS } from '../live/connection.ts'
import type { Places } from '../live/places.ts'
import { readBody } from '../middleware/body.ts'
import { Refusal } from '../refusal.ts'
import { parseSeq, readQuery } from './query.ts'
import { readWait, respondToNobody, respondWithStream } from './stream-request.ts'

interface ConnectionDeps {
  readonly clock: MonotonicClock
  readonly places: Places
  readonly ownUrl: string | undefined
}

/**
 * What a browser measures its way here with: requests that answer how they arrived, now or after a wait, and
 * a short stream that is sent like any other. Nothing of it is kept.
 */
export function connectionRoutes({ clock, places, ownUrl = '' }: ConnectionDeps): Router<State> {
  const routes = new Router<State>({ sensitive: true, strict: true })
  routes.get('/api/connection', async (ctx) => {
    const waitMs = readWait(ctx)
    if (waitMs > 0) {
      ctx.res.once('close', places.take(ctx.state.visitor))
      await passed(clock, waitMs, ctx.res)
    }
    if (ctx.res.closed) respondToNobody(ctx)
    else ctx.body = whatArrived(ctx, ownUrl)
  })
  routes.post('/api/connection', async (ctx) => {
    await readBody(ctx, v.strictObject({}))
    ctx.body = whatArrived(ctx, ownUrl)
  })
  routes.get('/api/connection/stream', (ctx) => {
    const silenceMs = readSilence(ctx)
    respondWithStream(ctx, places, () => {
      if (silenceMs === undefined) tick(ctx.res, clock, TICKS, TICK_MS)
      else tick(ctx.res, clock, 2, silenceMs)
    })
  })
  return routes
}

function whatArrived(ctx: Context, ownUrl: string): RequestSeen {
  return {
    host: ctx.get('Host'),
    forwardedHost: ctx.get('X-Forwarded-Host'),
    forwardedProto: ctx.get('X-Forwarded-Proto'),
    via: ctx.get('Via'),
    httpVersion: ctx.req.httpVersion,
    ownUrl,
  }
}

/** In milliseconds; undefined when none is asked for. Refuses what is no number of seconds from 1 on. */
function readSilence(ctx: Context): number | undefined {
  const asked = readQuery(ctx, 'silence')
  if (asked === undefined) return undefined
  const seconds = parseSeq(asked)
  if (!seconds || seconds > MAX_SILENCE_S)
    throw new Refusal('invalid-request', { reason: `silence is from 1 to ${MAX_SILENCE_S} seconds` })
  return seconds * 1_000
}

/** Sends the first of `of` ticks at once, the others `everyMs` apart, and ends with the last. */
function tick(response: ServerResponse, clock: MonotonicClock, of: number, everyMs: number): void {
  response.on('error', () => undefined)
  response.writeHead(200, STREAM_HEADERS)
  let n = 0
  const send = (): void => {
    n += 1
    const data: Tick = { n, of }
    response.write(encodeFrame({ event: 'tick', data }))
    if (n < of) return
    timer.cancel()
    response.end()
  }
  const timer = clock.every(everyMs, send)
  response.once('close', () => timer.cancel())
  send()
}

/** Resolves after `ms`, or when the caller has gone. */
function passed(clock: MonotonicClock, ms: number, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const timer = clock.after(ms, resolve)
    response.once('close', () => {
      timer.cancel()
      resolve()
    })
  })
}
