import type { MonotonicClock } from '../clock.ts'

/** How many keys are remembered; who is forgotten begins anew with a full bucket. */
const REMEMBERED = 20_000
/** What is lent is paid back after so long at the latest. */
const LONGEST_DEBT_S = 3_600

/** How much comes back a second, and how much there is at most. */
export interface Allowance {
  readonly perSecond: number
  readonly atOnce: number
}

/** An allowance for each of many keys, spent and coming back. */
export interface Budget {
  /** Seconds until the key may spend again; 0 when it may now. */
  waitS(key: string): number
  /**
   * Spends, whatever is there. A cost beyond what is left is lent, and nothing more can be spent until it has come
   * back: one large import is possible, the next one has to wait.
   */
  spend(key: string, cost: number): void
}

interface Bucket {
  readonly tokens: number
  readonly at: number
}

/** Token buckets (RFC 2697 calls the two numbers rate and burst), all full at the beginning. */
export function createBudget({ perSecond, atOnce }: Allowance, clock: MonotonicClock): Budget {
  const buckets = new Map<string, Bucket>()

  function tokensOf(key: string): number {
    const known = buckets.get(key)
    if (!known) return atOnce
    return Math.min(atOnce, known.tokens + ((clock.elapsed() - known.at) / 1_000) * perSecond)
  }

  return {
    waitS(key) {
      const tokens = tokensOf(key)
      return tokens >= 1 ? 0 : (1 - tokens) / perSecond
    },
    spend(key, cost) {
      const tokens = Math.max(tokensOf(key) - cost, -LONGEST_DEBT_S * perSecond)
      // Put in again, so that the one used longest ago comes first.
      buckets.delete(key)
      buckets.set(key, { tokens, at: clock.elapsed() })
      const [oldest] = buckets.keys()
      if (buckets.size > REMEMBERED && oldest !== undefined) buckets.delete(oldest)
    },
  }
}
