import Router from '@koa/router'
import type { Store } from '../../db/store.ts'
import type { State } from '../context.ts'
import type { Hub } from '../live/hub.ts'
import type { Readers } from '../live/readers.ts'
import type { Metrics } from '../metrics.ts'

interface HealthDeps {
  readonly hub: Hub
  readonly readers: Readers
  readonly metrics: Metrics
  readonly pragmas: Store['pragmas']
}

/** Is it ready, and what has it done: `GET /healthz`, and `GET /metrics` as Prometheus text. */
export function healthRoutes({ hub, readers, metrics, pragmas }: HealthDeps): Router<State> {
  const routes = new Router<State>({ sensitive: true, strict: true })
  routes.get('/healthz', (ctx) => {
    ctx.set('Cache-Control', 'no-store')
    ctx.body = { status: 'ready' }
  })
  routes.get('/metrics', (ctx) => {
    const { streams, polls } = readers.counts()
    const { documents } = hub.counts()
    const { journal_mode, synchronous } = pragmas()
    ctx.set('Cache-Control', 'no-store')
    ctx.set('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
    ctx.body = [
      ...metric('samepage_streams_open', 'gauge', 'Streams open now.', streams),
      ...metric('samepage_polls_waiting', 'gauge', 'Long-polls waiting now.', polls),
      ...metric('samepage_documents_watched', 'gauge', 'Documents with an open stream.', documents),
      ...metric('samepage_streams_total', 'counter', 'Streams opened.', metrics.streamsOpened),
      ...metric('samepage_commits_total', 'counter', 'Commits recorded.', metrics.commits),
      ...metric('samepage_events_sent_total', 'counter', 'Events written to streams.', metrics.eventsSent),
      ...metric(
        'samepage_stream_drops_total',
        'counter',
        'Streams dropped as stalled.',
        metrics.drops.stalled,
      ),
      ...metric('samepage_stream_resets_total', 'counter', 'Streams answered with reset.', metrics.resets),
      ...metric('samepage_sqlite_synchronous', 'gauge', '2 is FULL.', synchronous),
      ...metric('samepage_sqlite_journal_mode', 'gauge', 'The mode named.', 1, `{mode="${journal_mode}"}`),
      '',
    ].join('\n')
  })
  return routes
}

function metric(name: string, type: 'gauge' | 'counter', help: string, value: number, labels = ''): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, `${name}${labels} ${value}`]
}
