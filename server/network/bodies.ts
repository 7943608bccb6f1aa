import type { MonotonicClock } from '../clock.ts'
import type { HeldBytes } from './held-bytes.ts'

/** What bodies of requests have in common while they arrive and are read. */
export interface Bodies {
  /** Bytes that have arrived and are in memory until the request is answered. */
  readonly arriving: HeldBytes
  /** Resolves when it is one's turn to parse something large: once in each turn of the event loop. */
  turn(): Promise<void>
}

/** None has arrived. */
export function createBodies(arriving: HeldBytes, clock: MonotonicClock): Bodies {
  let last: Promise<void> = Promise.resolve()
  return {
    arriving,
    turn() {
      last = last.then(() => new Promise<void>((go) => clock.soon(go)))
      return last
    },
  }
}
