import { StorageFailure } from '../../db/storage-failure.ts'
import { REFUSALS, type RefusalCode } from '../../document/protocol/refusals.ts'
import type { Context, Middleware } from '../context.ts'
import type { Log } from '../log.ts'
import { countRefusal, type Metrics } from '../metrics.ts'
import { type Spoken, spokenTo } from '../page-words.ts'
import type { Random, Span } from '../random.ts'
import { presentRefusal, Refusal } from '../refusal.ts'

/**
 * When to ask again. What meets many readers at one moment is spread, or they would all come back at the next;
 * space and disks do not come back in two seconds.
 */
const RETRY_AFTER_S: Partial<Record<RefusalCode, Span>> = {
  'shutting-down': { from: 1, to: 5 },
  'too-many-streams': { from: 5, to: 15 },
  'too-many-requests': { from: 1, to: 3 },
  // Somebody has to change their mind; who waits learns of it from the stream.
  'in-trash': { from: 10, to: 20 },
  'storage-full': { from: 10, to: 10 },
  'storage-failed': { from: 5, to: 5 },
}
const OTHERWISE_S: Span = { from: 2, to: 2 }

/** Makes the page for a refusal of what was asked for at `path`. */
export type ToPage = (refusal: Refusal, spoken: Spoken, path: string) => Promise<string>

interface ErrorsDeps {
  readonly log: Log
  readonly metrics: Metrics
  readonly random: Random
  /** A short random name for an unknown error, to find it in the log. */
  readonly newReference: () => string
  /** The page a person sees instead of the one they asked for. */
  readonly toPage: ToPage
}

/**
 * Answers every refusal, by JSON or, for somebody who navigates, by a page. An unknown error is logged under
 * a reference and answered as `internal`: its text may hold what is not for the caller.
 */
export function errors({ log, metrics, random, newReference, toPage }: ErrorsDeps): Middleware {
  return async (ctx, next) => {
    try {
      await next()
      refuseUnanswered(ctx)
    } catch (error) {
      const refusal = toRefusal(error, newReference, log)
      countRefusal(metrics, refusal.code)
      if (ctx.headerSent || !ctx.writable) return
      const { retry } = REFUSALS[refusal.code]
      const wait = random.between(RETRY_AFTER_S[refusal.code] ?? OTHERWISE_S)
      if (retry === 'after-waiting')
        ctx.set('Retry-After', String(Math.round(Math.max(wait, refusal.details.waitS ?? 0))))
      await answer(ctx, refusal, toPage)
    }
  }
}

function refuseUnanswered(ctx: Context): void {
  if (ctx.respond === false || ctx.body != null) return
  if (ctx.status === 404) throw new Refusal('not-found')
  if (ctx.status === 405 || ctx.status === 501) throw new Refusal('method-not-allowed')
}

function toRefusal(error: unknown, newReference: () => string, log: Log): Refusal {
  if (error instanceof Refusal) return error
  if (error instanceof StorageFailure) {
    log.error({ err: error.cause }, 'the disk did not take a write')
    return new Refusal(error.code)
  }
  const reference = newReference()
  log.error({ reference, err: error }, 'a request failed')
  return new Refusal('internal', { reference })
}

async function answer(ctx: Context, refusal: Refusal, toPage: ToPage): Promise<void> {
  const { status } = REFUSALS[refusal.code]
  const wantsPage = !/^\/api(\/|$)/i.test(ctx.path) && ctx.accepts('json', 'html') === 'html'
  ctx.status = status
  ctx.set('Cache-Control', 'no-store')
  if (wantsPage) {
    ctx.type = 'html'
    ctx.body = await toPage(refusal, spokenTo(ctx), ctx.path)
  } else {
    ctx.body = presentRefusal(refusal)
  }
}
