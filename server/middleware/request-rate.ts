import type { PersonId } from '../../document/protocol/ids.ts'
import type { MonotonicClock } from '../clock.ts'
import type { Middleware } from '../context.ts'
import { Refusal } from '../refusal.ts'

/** How many seconds' worth somebody may spend at once: typing comes in bursts. */
const BURST_S = 6
/** How many people are remembered; who is forgotten begins anew with a full bucket. */
const PEOPLE = 20_000

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

interface Bucket {
  tokens: number
  at: number
}

interface RateDeps {
  readonly clock: MonotonicClock
  /** 0: no limit. */
  readonly perSecond: number
}

/**
 * Lets each person write so many times a second, by a token bucket (RFC 2697 calls its two numbers rate and
 * burst); more is `too-many-requests`. By person, never by address: a whole school may share one.
 */
export function requestRate({ clock, perSecond }: RateDeps): Middleware {
  const buckets = new Map<PersonId, Bucket>()
  const burst = perSecond * BURST_S

  function take(person: PersonId): boolean {
    const now = clock.elapsed()
    const known = buckets.get(person) ?? { tokens: burst, at: now }
    const tokens = Math.min(burst, known.tokens + ((now - known.at) / 1_000) * perSecond)
    // Put in again, so that the one used longest ago comes first.
    buckets.delete(person)
    buckets.set(person, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now })
    const [oldest] = buckets.keys()
    if (buckets.size > PEOPLE && oldest !== undefined) buckets.delete(oldest)
    return tokens >= 1
  }

  return (ctx, next) => {
    if (perSecond > 0 && !SAFE.has(ctx.method) && !take(ctx.state.person)) {
      throw new Refusal('too-many-requests')
    }
    return next()
  }
}
