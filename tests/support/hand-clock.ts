import type { Clock, Timer } from '../../server/clock.ts'

/** A server's clock that stands still until a test turns it. `soon` is real: sockets are too. */
export interface HandClock extends Clock {
  /** Lets time pass, running what falls due in order. */
  turn(ms: number): void
  /** Sets the date, forward or back, as an administrator or a time server does: no time passes. */
  setDate(byMs: number): void
}

interface Due {
  at: number
  readonly every: number | undefined
  readonly run: () => void
}

/** Starts at some day in 2023. */
export function createHandClock(): HandClock {
  let time = 0
  let date = 1_700_000_000_000
  const waiting = new Set<Due>()
  const add = (due: Due): Timer => {
    waiting.add(due)
    return { cancel: () => void waiting.delete(due) }
  }
  return {
    now: () => date + time,
    elapsed: () => time,
    after: (ms, run) => add({ at: time + ms, every: undefined, run }),
    every: (ms, run) => add({ at: time + ms, every: ms, run }),
    soon: (run) => void setImmediate(run),
    setDate(byMs) {
      date += byMs
    },
    turn(ms) {
      const end = time + ms
      for (;;) {
        const [next] = [...waiting].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
        if (!next) break
        time = next.at
        if (next.every === undefined) waiting.delete(next)
        else next.at += next.every
        next.run()
      }
      time = end
    },
  }
}
