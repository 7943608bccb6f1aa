import type { PersonId } from '../../document/protocol/ids.ts'
import type { MonotonicClock } from '../clock.ts'
import { createBudget } from './budget.ts'
import type { Network } from './network.ts'

/** How many are remembered, of those who are known and of those who are not yet. */
const REMEMBERED = 20_000
/** Who has asked so often with one cookie is somebody: a cookie that is thrown away each time never gets there. */
const ENOUGH = 5
/** How many people of one network become known at once, and how many in a second: two schools in the morning. */
const ARRIVING = { perSecond: 1, atOnce: 1_000 }

/** Tells people from cookies: a cookie costs nothing, so that only one that is used again and again is somebody. */
export interface Newcomers {
  /** True for somebody who is counted for themselves. */
  isKnown(person: PersonId, network: Network): boolean
  /** Somebody who is not known yet has asked with their cookie. */
  note(person: PersonId): void
}

interface NewcomersDeps {
  readonly clock: MonotonicClock
  readonly hasWritten: (person: PersonId) => boolean
}

/** Nobody is known yet; those who wrote before a restart are at their first request. */
export function createNewcomers({ clock, hasWritten }: NewcomersDeps): Newcomers {
  const known = new Set<PersonId>()
  const asked = new Map<PersonId, number>()
  const arriving = createBudget(ARRIVING, clock)

  function remember(person: PersonId): void {
    // Put in again, so that who came longest ago is forgotten first.
    known.delete(person)
    known.add(person)
    const [oldest] = known
    if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest)
  }

  return {
    isKnown(person, network) {
      if (!known.has(person)) {
        const times = asked.get(person)
        const isSomebody = times === undefined ? hasWritten(person) : times >= ENOUGH
        if (!isSomebody || arriving.waitS(network) > 0) return false
        arriving.spend(network, 1)
        asked.delete(person)
      }
      remember(person)
      return true
    },
    note(person) {
      const times = (asked.get(person) ?? 0) + 1
      asked.delete(person)
      asked.set(person, times)
      const [oldest] = asked.keys()
      if (asked.size > REMEMBERED && oldest !== undefined) asked.delete(oldest)
    },
  }
}
