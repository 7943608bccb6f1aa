import type { Clock } from '../../web/sync/clock.ts'

/** A page's clock that runs as the real one does, and can be turned forward. */
export interface TurnedClock extends Clock {
  /** Lets time pass at once, running what falls due in order. */
  turn(ms: number): void
  /** Lets time pass while everything sleeps: what fell due meanwhile runs afterwards, too late. */
  sleep(ms: number): void
}

interface Waiting {
  readonly at: number
  readonly run: () => void
  timer: NodeJS.Timeout
}

/** Starts at zero. */
export function createTurnedClock(): TurnedClock {
  const start = performance.now()
  let turned = 0
  const waiting = new Set<Waiting>()
  const now = (): number => performance.now() - start + turned
  const fire = (each: Waiting): void => {
    clearTimeout(each.timer)
    if (waiting.delete(each)) each.run()
  }
  const due = (until: number): Waiting[] =>
    [...waiting].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)
  const rearm = (): void => {
    for (const each of waiting) {
      clearTimeout(each.timer)
      each.timer = setTimeout(() => fire(each), each.at - now())
    }
  }
  return {
    now,
    after(ms, run) {
      const each: Waiting = { at: now() + ms, run, timer: setTimeout(() => fire(each), ms) }
      waiting.add(each)
      return () => {
        clearTimeout(each.timer)
        waiting.delete(each)
      }
    },
    turn(ms) {
      const until = now() + ms
      for (let [next] = due(until); next; [next] = due(until)) {
        turned += Math.max(0, next.at - now())
        fire(next)
      }
      turned += Math.max(0, until - now())
      rearm()
    },
    sleep(ms) {
      turned += ms
      for (const each of due(now())) fire(each)
      rearm()
    },
  }
}
