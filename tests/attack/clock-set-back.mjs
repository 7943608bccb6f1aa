// Loaded into the attacked server by `--import`. At each SIGUSR2 somebody sets the machine's clock back by a minute:
// whoever reads `Date` is told so, and `performance`, which only goes forward, is not.
const MINUTE_MS = 60_000
const now = Date.now
let back = 0

class SetBack extends Date {
  /** @param {[]} given what a caller gave, if anything */
  constructor(...given) {
    if (given.length === 0) super(now() - back)
    else super(...given)
  }

  static now = () => now() - back
}

process.on('SIGUSR2', () => {
  back += MINUTE_MS
  globalThis.Date = /** @type {DateConstructor} */ (/** @type {unknown} */ (SetBack))
})
