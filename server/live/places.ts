import type { Visitor } from '../network/admission.ts'
import { Refusal } from '../refusal.ts'

/** How many streams and waiting polls one person may have; a browser needs one for all its tabs. */
const PER_PERSON = 30
/** A network has at least so many: a school of 500, and some who have two. */
const ROOM_OF_NETWORK = 600
/** Which part of all the people of a network may have, and those of whom nothing is known: of one, and of all. */
const SHARES = { network: 1 / 2, unknown: 1 / 10, allUnknown: 3 / 4 }

/** Who may be answered for long: every stream and every waiting poll has a place. */
export interface Places {
  /**
   * Takes a place until the answer is called, which may happen again. Refuses with `too-many-streams`: to a person who
   * has 30, to a network that has its share, and to everybody when none is left.
   */
  take(visitor: Pick<Visitor, 'person' | 'network' | 'isKnown'>): () => void
}

/** `inAll`: the most for everybody together. */
export function createPlaces(inAll: number): Places {
  const taken = new Map<string, number>()
  const share = (part: number): number => Math.min(inAll, Math.max(ROOM_OF_NETWORK, inAll * part))

  function countsFor({ person, network, isKnown }: Parameters<Places['take']>[0]): [string, number][] {
    const everybody: [string, number][] = [
      ['all', inAll],
      [`network ${network}`, share(SHARES.network)],
      [`person ${person}`, PER_PERSON],
    ]
    if (isKnown) return everybody
    return [
      ...everybody,
      [`unknown of ${network}`, share(SHARES.unknown)],
      ['all unknown', share(SHARES.allUnknown)],
    ]
  }

  return {
    take(visitor) {
      const counts = countsFor(visitor)
      if (counts.some(([key, most]) => (taken.get(key) ?? 0) >= most)) throw new Refusal('too-many-streams')
      for (const [key] of counts) taken.set(key, (taken.get(key) ?? 0) + 1)
      let isTaken = true
      return () => {
        if (!isTaken) return
        isTaken = false
        for (const [key] of counts) {
          const left = (taken.get(key) ?? 1) - 1
          if (left > 0) taken.set(key, left)
          else taken.delete(key)
        }
      }
    },
  }
}
