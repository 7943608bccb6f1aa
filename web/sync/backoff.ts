/** How long to wait before trying again. */
export interface Backoff {
  /** Milliseconds to wait now; each call without a `reset` between waits longer on average. */
  next(): number
  reset(): void
}

/** The shortest and longest ceilings, in milliseconds. */
const FIRST_MS = 500
const LONGEST_MS = 30_000

/**
 * Exponential backoff with full jitter (AWS Architecture Blog, 2015): many clients that lost one server do
 * not come back in step. `random` gives a number from 0 up to 1.
 */
export function createBackoff(random: () => number): Backoff {
  let tries = 0
  return {
    next() {
      const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** tries)
      tries += 1
      return ceiling * (0.2 + 0.8 * random())
    },
    reset() {
      tries = 0
    },
  }
}
