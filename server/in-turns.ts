import type { MonotonicClock } from './clock.ts'

/** Runs steps one after another, from the next turn of the event loop on, with a turn for everything else between. */
export function inTurns(clock: MonotonicClock, steps: Iterator<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const step = (): void => {
      try {
        if (steps.next().done) resolve()
        else clock.soon(step)
      } catch (error) {
        reject(error)
      }
    }
    clock.soon(step)
  })
}
