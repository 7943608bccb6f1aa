import type { PersonId } from '../../document/protocol/ids.ts'

/** What people hold in memory, such as names they use. It is bounded, and who holds most gives way first. */
export interface FairShare<T> {
  /** Holds a thing for somebody, who used it just now. */
  hold(person: PersonId, thing: T): void
  holds(person: PersonId, thing: T): boolean
}

/** How much is held. */
export interface FairShareBounds<T> {
  /** The most things of one person; one more takes the place of the one they used longest ago. */
  readonly perPerson: number
  /** The most things of everybody together. */
  readonly inAll: number
  /** A thing is held no longer. */
  readonly onDropped?: (thing: T) => void
}

/**
 * Holds nothing yet. When all is full whoever holds most loses what they used longest ago, and among those who hold
 * as much, who used theirs longest ago: nobody who invents many names pushes out somebody who holds a few.
 */
export function createFairShare<T>({ perPerson, inAll, onDropped }: FairShareBounds<T>): FairShare<T> {
  const held = new Map<PersonId, Set<T>>()
  /** People by how much they hold; of each, who used theirs longest ago comes first. */
  const levels = Array.from({ length: perPerson + 2 }, () => new Set<PersonId>())
  let count = 0

  function change(person: PersonId, how: (things: Set<T>) => void): void {
    const things = held.get(person) ?? new Set<T>()
    levels[things.size]?.delete(person)
    count -= things.size
    how(things)
    count += things.size
    if (things.size === 0) held.delete(person)
    else held.set(person, things)
    if (things.size > 0) levels[things.size]?.add(person)
  }

  function dropOldest(things: Set<T>): void {
    const [oldest] = things
    if (oldest === undefined) return
    things.delete(oldest)
    onDropped?.(oldest)
  }

  return {
    hold(person, thing) {
      change(person, (things) => {
        // Put in again, so that the one used longest ago comes first.
        things.delete(thing)
        things.add(thing)
        if (things.size > perPerson) dropOldest(things)
      })
      if (count <= inAll) return
      const [most] = [...levels].reverse().find(({ size }) => size > 0) ?? []
      if (most !== undefined) change(most, dropOldest)
    },
    holds: (person, thing) => held.get(person)?.has(thing) ?? false,
  }
}
