/** What the server counted since it started. */
export interface Metrics {
  commits: number
  streamsOpened: number
  /** Durable events written to sockets, one for each socket. */
  eventsSent: number
  /** Streams ended because their reader did not take what was written. */
  drops: number
  /** Readers told to start again. */
  resets: number
}

/** Counters at zero. */
export function createMetrics(): Metrics {
  return { commits: 0, streamsOpened: 0, eventsSent: 0, drops: 0, resets: 0 }
}
