/** Times the steps of a run, which may go on beside each other. */
export function createStopwatch() {
  const started = performance.now()
  /** @type {string[]} */
  const taken = []
  return {
    /**
     * Does a step and notes how long it took.
     * @template Result
     * @param {string} name
     * @param {() => Promise<Result>} step
     * @returns {Promise<Result>}
     */
    async timed(name, step) {
      const begun = performance.now()
      const result = await step()
      taken.push(`${name} ${seconds(begun)} s`)
      return result
    },
    /** In the order of their ends, and the whole so far. */
    times: () => [...taken, `${seconds(started)} s in all`].join(' · '),
  }
}

/** Whole seconds since then. @param {number} then */
function seconds(then) {
  return Math.round((performance.now() - then) / 1_000)
}
