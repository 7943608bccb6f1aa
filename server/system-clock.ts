import type { Clock } from './clock.ts'

/** The machine's own clock. Only the places that put a server together use it. */
export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms).unref()
    return { cancel: () => clearTimeout(timer) }
  },
  every: (ms, run) => {
    const timer = setInterval(run, ms).unref()
    return { cancel: () => clearInterval(timer) }
  },
  soon: (run) => {
    setImmediate(run)
  },
}
