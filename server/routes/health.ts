import Router from '@koa/router'
import type { Files } from '../../db/files.ts'
import type { Store } from '../../db/store.ts'
import type { State } from '../context.ts'
import type { Hub } from '../live/hub.ts'
import type { Readers } from '../live/readers.ts'
import type { Metrics } from '../metrics.ts'
import { toMetricsText } from '../metrics-text.ts'

interface HealthDeps {
  readonly hub: Hub
  readonly readers: Readers
  readonly metrics: Metrics
  /** The 99th percentile of the event loop's delay since it was last asked, in seconds. */
  readonly eventLoopDelayS: () => number
  readonly files: Pick<Files, 'counts'>
  readonly pragmas: Store['pragmas']
}

/** Is it ready, and what has it done: `GET /healthz`, and `GET /metrics` as Prometheus text. */
export function healthRoutes(deps: HealthDeps): Router<State> {
  const { hub, readers, metrics, eventLoopDelayS, files, pragmas } = deps
  const routes = new Router<State>({ sensitive: true, strict: true })
  routes.get('/healthz', (ctx) => {
    ctx.set('Cache-Control', 'no-store')
    ctx.body = { status: 'ready' }
  })
  routes.get('/metrics', (ctx) => {
    const { documents } = hub.counts()
    ctx.set('Cache-Control', 'no-store')
    ctx.set('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
    ctx.body = toMetricsText(metrics, {
      ...readers.counts(),
      documents,
      eventLoopDelayS: eventLoopDelayS(),
      ...files.counts(),
      pragmas: pragmas(),
    })
  })
  return routes
}
