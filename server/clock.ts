/** Something that will run later; cancelling it twice, or after it ran, does nothing. */
export interface Timer {
  cancel(): void
}

/**
 * How time passes: it only goes forward, whatever is done to the machine's date. Everything that lasts for a while is
 * measured with it.
 */
export interface MonotonicClock {
  /** Milliseconds since some moment; two readings tell how long something took, one tells nothing. */
  elapsed(): number
  /** Runs once after `ms` milliseconds. Does not keep the process alive. */
  after(ms: number, run: () => void): Timer
  /** Runs every `ms` milliseconds. Does not keep the process alive. */
  every(ms: number, run: () => void): Timer
  /** Runs in the next turn of the event loop, after what this turn still has to do. */
  soon(run: () => void): void
}

/** Time as the server sees it. Handed in, so that tests can turn it by hand. */
export interface Clock extends MonotonicClock {
  /**
   * Milliseconds since 1970, as the machine has it, for what is stored or shown. It jumps, back too, when the machine's
   * date is set: never take the difference of two readings for a duration.
   */
  now(): number
}
