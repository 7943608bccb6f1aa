import { monitorEventLoopDelay } from 'node:perf_hooks'

const RESOLUTION_MS = 20

/** Watches how late the event loop is. */
export interface EventLoopDelay {
  /** The 99th percentile since it was last read, in seconds. */
  read(): number
  stop(): void
}

/** Starts to watch: one timer that looks how late it was. */
export function watchEventLoop(): EventLoopDelay {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  histogram.enable()
  return {
    read() {
      // Each sample holds the timer's own period. NaN when there was none yet.
      const lateNs = histogram.percentile(99) - RESOLUTION_MS * 1e6
      histogram.reset()
      return Math.max(0, lateNs || 0) / 1e9
    },
    stop: () => void histogram.disable(),
  }
}
