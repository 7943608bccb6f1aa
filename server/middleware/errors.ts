import { StorageFailure } from '../../db/storage-failure.ts'
import { REFUSALS, type RefusalCode } from '../../document/protocol/refusals.ts'
import type { Context, Middleware } from '../context.ts'
import type { Log } from '../log.ts'
import { presentRefusal, Refusal } from '../refusal.ts'

const RETRY_AFTER_S = 2
/** Space and disks do not come back in two seconds. */
const LONGER_RETRY_S: Partial<Record<RefusalCode, number>> = { 'storage-full': 10, 'storage-failed': 5 }

interface ErrorsDeps {
  readonly log: Log
  /** A short random name for an unknown error, to find it in the log. */
  readonly newReference: () => string
  /** The page a person sees instead of the one they asked for. */
  readonly toPage: (refusal: Refusal) => string
}

/**
 * Answers every refusal, by JSON or, for somebody who navigates, by a page. An unknown error is logged under
 * a reference and answered as `internal`: its text may hold what is not for the caller.
 */
export function errors({ log, newReference, toPage }: ErrorsDeps): Middleware {
  return async (ctx, next) => {
    try {
      await next()
      refuseUnanswered(ctx)
    } catch (error) {
      const refusal = toRefusal(error, newReference, log)
      if (ctx.headerSent || !ctx.writable) return
      answer(ctx, refusal, toPage)
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

function answer(ctx: Context, refusal: Refusal, toPage: (refusal: Refusal) => string): void {
  const { status, retry } = REFUSALS[refusal.code]
  const wantsPage = !/^\/api(\/|$)/i.test(ctx.path) && ctx.accepts('json', 'html') === 'html'
  ctx.status = status
  ctx.set('Cache-Control', 'no-store')
  if (retry === 'after-waiting') ctx.set('Retry-After', String(LONGER_RETRY_S[refusal.code] ?? RETRY_AFTER_S))
  if (wantsPage) {
    ctx.type = 'html'
    ctx.body = toPage(refusal)
  } else {
    ctx.body = presentRefusal(refusal)
  }
}
