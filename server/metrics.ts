/** Why a stream was dropped: its reader took nothing for too long, or something went wrong while writing. */
export type DropCause = 'stalled' | 'failed'

/** What the server counted since it started. */
export interface Metrics {
  commits: number
  streamsOpened: number
  /** Durable events written to sockets, one for each socket. */
  eventsSent: number
  /** Those of them that were recorded before their reader came. */
  catchUpRows: number
  readonly drops: Record<DropCause, number>
  /** Readers told to start again. */
  resets: number
}

/** Counters at zero. */
export function createMetrics(): Metrics {
  return {
    commits: 0,
    streamsOpened: 0,
    eventsSent: 0,
    catchUpRows: 0,
    drops: { stalled: 0, failed: 0 },
    resets: 0,
  }
}
