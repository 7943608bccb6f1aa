import type { PersonId } from '../../document/protocol/ids.ts'
import { Refusal } from '../refusal.ts'

/** How many streams and waiting polls one person may have; a browser needs one for all its tabs. */
const PER_PERSON = 30

/** Who may be answered for long: every stream and every waiting poll has a place. */
export interface Places {
  /** Takes a place until the answer is called, which may happen again. Refuses with `too-many-streams`. */
  take(person: PersonId): () => void
}

/** `inAll`: the most for everybody together. */
export function createPlaces(inAll: number): Places {
  const taken = new Map<PersonId, number>()
  let all = 0
  return {
    take(person) {
      const mine = taken.get(person) ?? 0
      if (mine >= PER_PERSON || all >= inAll) throw new Refusal('too-many-streams')
      taken.set(person, mine + 1)
      all += 1
      let isTaken = true
      return () => {
        if (!isTaken) return
        isTaken = false
        all -= 1
        const left = (taken.get(person) ?? 1) - 1
        if (left > 0) taken.set(person, left)
        else taken.delete(person)
      }
    },
  }
}
