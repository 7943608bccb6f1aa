/** Something that will run later; cancelling it twice, or after it ran, does nothing. */
export interface Timer {
  cancel(): void
}

/** Time as the server sees it. Handed in, so that tests can turn it by hand. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Runs once after `ms` milliseconds. Does not keep the process alive. */
  after(ms: number, run: () => void): Timer
  /** Runs every `ms` milliseconds. Does not keep the process alive. */
  every(ms: number, run: () => void): Timer
  /** Runs in the next turn of the event loop, after what this turn still has to do. */
  soon(run: () => void): void
}
