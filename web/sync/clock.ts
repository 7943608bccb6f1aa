/** Time as the sync client sees it; tests turn it by hand. */
export interface Clock {
  /** Milliseconds, from any start; only goes forward, whatever the date is set to. */
  now(): number
  /** Runs `task` once after `ms` milliseconds; the answer cancels it. */
  after(ms: number, task: () => void): () => void
}
