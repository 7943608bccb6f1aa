import type { Clock } from '../sync/clock.ts'
import type { Transport } from './feed.ts'

/** Decides whether to stream or to poll, by whether a hello arrives and never by how long streams last. */
export interface TransportChoice {
  /** What the next line should be. */
  next(): Transport
  /** True once it is known that streams do not come through here: to be tried again seldom. */
  isSettled(): boolean
  /** A stream said hello. */
  heard(): void
  /** Something held a stream back. */
  missed(): void
  /** Something passes streams on in blocks, so that a hello says nothing. */
  held(): void
  /** A stream was not reached: the server may be away, or something between cuts streams and nothing else. */
  failed(): void
  /** Polling does not work either. */
  pollFailed(): void
}

/** So many streams held back in a row, and polls that came through, settle it. */
const MISSES = 2

/** After so many streams in a row that were not reached, a poll tells a blocked stream from a server that is away. */
const FAILURES = 2

/** How long a settled choice stands; whoever carries a laptop to another network is not to poll for ever. */
const STANDS_MS = 30 * 60_000

/** One that trusts in streams. */
export function createTransportChoice(clock: Clock): TransportChoice {
  let misses = 0
  let failures = 0
  let settledUntil = Number.NEGATIVE_INFINITY
  const isSettled = (): boolean => clock.now() < settledUntil
  const forget = (): void => {
    misses = 0
    failures = 0
  }
  return {
    next: () => (isSettled() || misses > 0 || failures >= FAILURES ? 'polling' : 'stream'),
    isSettled,
    heard() {
      forget()
      settledUntil = Number.NEGATIVE_INFINITY
    },
    missed() {
      misses += 1
      if (misses >= MISSES) settledUntil = clock.now() + STANDS_MS
    },
    held() {
      settledUntil = clock.now() + STANDS_MS
    },
    failed() {
      failures += 1
    },
    pollFailed: forget,
  }
}
