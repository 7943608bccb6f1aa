import { type Metrics, ROUND_BOUNDS_MS } from './metrics.ts'

/** What is so at this moment, beside what was counted. */
export interface Gauges {
  readonly streams: number
  readonly polls: number
  readonly pendingBytes: number
  /** In memory of other answers that were not taken yet, and of bodies of requests that are not answered yet. */
  readonly waitingBytes: number
  readonly arrivingBytes: number
  readonly documents: number
  /** Files kept, and what their bytes come to on disk. */
  readonly files: number
  readonly bytes: number
  /** How late the event loop was, in seconds, for all but a hundredth of the time since the last reading. */
  readonly eventLoopDelayS: number
  readonly pragmas: { readonly journal_mode: string; readonly synchronous: number }
}

/** One value of a family, with its labels as they are written. */
type Sample = readonly [suffix: string, value: number]

/** Prometheus text, format 0.0.4. */
export function toMetricsText(counted: Metrics, now: Gauges): string {
  const { drops, refusals, rounds } = counted
  return [
    gauge('streams_open', 'Streams open now.', now.streams),
    gauge('polls_waiting', 'Long-polls waiting now.', now.polls),
    gauge('documents_watched', 'Documents that somebody reads now.', now.documents),
    gauge('stream_pending_bytes', 'Written to streams and not taken yet.', now.pendingBytes),
    gauge('answer_waiting_bytes', 'In answers that are not taken yet.', now.waitingBytes),
    gauge('body_arriving_bytes', 'In bodies of requests that are not answered yet.', now.arrivingBytes),
    counter('streams_total', 'Streams opened.', counted.streamsOpened),
    counter('polls_total', 'Long-polls that waited.', counted.pollsWaited),
    counter('events_sent_total', 'Durable events written to streams.', counted.eventsSent),
    counter('catch_up_rows_total', 'Of these, recorded before their reader came.', counted.catchUpRows),
    labelled('stream_drops_total', 'Streams dropped, by cause.', 'cause', Object.entries(drops)),
    counter('stream_resets_total', 'Readers told to start again.', counted.resets),
    family('fan_out_seconds', 'histogram', 'How long it took to tell everybody what was new.', [
      ...buckets(rounds.within),
      ['_sum', rounds.sumMs / 1_000],
      ['_count', rounds.count],
    ]),
    counter('commits_total', 'Commits recorded.', counted.commits),
    counter('rebases_total', 'Of these, made on an older version.', counted.rebases),
    counter('dropped_steps_total', 'Steps that found no place.', counted.droppedSteps),
    gauge('files', 'Files kept.', now.files),
    gauge('file_bytes', 'What they take on disk.', now.bytes),
    counter('uploads_total', 'Files brought and kept.', counted.uploads),
    labelled('refusals_total', 'Requests refused, by code.', 'code', [...refusals]),
    family('event_loop_delay_seconds', 'gauge', 'The 99th percentile since the last reading.', [
      ['{quantile="0.99"}', now.eventLoopDelayS],
    ]),
    gauge('sqlite_synchronous', '2 is FULL.', now.pragmas.synchronous),
    labelled('sqlite_journal_mode', 'The mode named.', 'mode', [[now.pragmas.journal_mode, 1]], 'gauge'),
  ].join('')
}

function gauge(name: string, help: string, value: number): string {
  return family(name, 'gauge', help, [['', value]])
}

function counter(name: string, help: string, value: number): string {
  return family(name, 'counter', help, [['', value]])
}

function labelled(
  name: string,
  help: string,
  label: string,
  values: readonly (readonly [string, number])[],
  type: 'counter' | 'gauge' = 'counter',
): string {
  return family(
    name,
    type,
    help,
    values.map(([value, count]) => [`{${label}="${value}"}`, count]),
  )
}

function buckets(within: readonly number[]): Sample[] {
  let count = 0
  return within.map((more, i) => {
    count += more
    const bound = ROUND_BOUNDS_MS[i]
    return [`_bucket{le="${bound === undefined ? '+Inf' : bound / 1_000}"}`, count]
  })
}

function family(name: string, type: string, help: string, samples: readonly Sample[]): string {
  const lines = samples.map(([suffix, value]) => `samepage_${name}${suffix} ${value}\n`)
  return `# HELP samepage_${name} ${help}\n# TYPE samepage_${name} ${type}\n${lines.join('')}`
}
