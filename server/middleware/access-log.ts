import type { MonotonicClock } from '../clock.ts'
import type { Middleware } from '../context.ts'
import type { Log } from '../log.ts'

/** Logs each request when its response ends, streams included. Only the path: a query may name clients. */
export function accessLog(log: Log, clock: MonotonicClock): Middleware {
  return (ctx, next) => {
    const started = clock.elapsed()
    const { method, res } = ctx
    const path = decode(ctx.path)
    res.once('close', () => {
      log.info({ method, path, status: res.statusCode, ms: clock.elapsed() - started }, 'request')
    })
    return next()
  }
}

/** Decoded, because an id written with percent signs would pass uncut. */
function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return '(ill-formed)'
  }
}
