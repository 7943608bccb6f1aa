import type { IncomingMessage } from 'node:http'
import Router from '@koa/router'
import type { Files } from '../../db/files.ts'
import type { Store } from '../../db/store.ts'
import type { State } from '../context.ts'
import type { Hub } from '../live/hub.ts'
import type { Readers } from '../live/readers.ts'
import type { Metrics } from '../metrics.ts'
import { toMetricsText } from '../metrics-text.ts'
import type { HeldBytes } from '../network/held-bytes.ts'
import { Refusal } from '../refusal.ts'

interface HealthDeps {
  readonly hub: Hub
  readonly readers: Readers
  readonly held: Readonly<Record<'waiting' | 'arriving', HeldBytes>>
  readonly metrics: Metrics
  /** The 99th percentile of the event loop's delay since it was last asked, in seconds. */
  readonly eventLoopDelayS: () => number
  readonly files: Pick<Files, 'counts'>
  readonly pragmas: Store['pragmas']
  /** Whether somebody at this address may read the metrics. */
  readonly mayReadMetrics: (request: IncomingMessage) => boolean
}

/**
 * Is it ready, and what has it done: `GET /healthz`, and `GET /metrics` as Prometheus text. What it has done tells much
 * about those who use it, and is there for this machine alone unless more is set.
 */
export function healthRoutes(deps: HealthDeps): Router<State> {
  const { hub, readers, held, metrics, eventLoopDelayS, files, pragmas, mayReadMetrics } = deps
  const routes = new Router<State>({ sensitive: true, strict: true })
  routes.get('/healthz', (ctx) => {
    ctx.set('Cache-Control', 'no-store')
    ctx.body = { status: 'ready' }
  })
  routes.get('/metrics', (ctx) => {
    if (!mayReadMetrics(ctx.req)) throw new Refusal('not-found')
    const { documents } = hub.counts()
    ctx.set('Cache-Control', 'no-store')
    ctx.set('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
    ctx.body = toMetricsText(metrics, {
      ...readers.counts(),
      waitingBytes: held.waiting.total(),
      arrivingBytes: held.arriving.total(),
      documents,
      eventLoopDelayS: eventLoopDelayS(),
      ...files.counts(),
      pragmas: pragmas(),
    })
  })
  return routes
}
