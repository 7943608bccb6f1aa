import type { Me } from '../../document/protocol/person.ts'
import type { Participant, PresenceState } from '../../document/protocol/presence.ts'

/** One person in a document, however many pages they have open. */
export interface PersonHere {
  readonly person: Me
  readonly state: PresenceState
}

const RANK: Record<PresenceState, number> = { editing: 0, reading: 1, away: 2 }

/** Others by person, each in their liveliest state; who writes comes first, then by name. I am left out. */
export function peopleHere(participants: readonly Participant[], me: Me | undefined): PersonHere[] {
  const people = new Map<string, PersonHere>()
  for (const { person, state } of participants) {
    const known = people.get(person.id)
    if (person.id === me?.id || (known && RANK[known.state] <= RANK[state])) continue
    people.set(person.id, { person, state })
  }
  return [...people.values()].sort(
    (a, b) => RANK[a.state] - RANK[b.state] || a.person.name.localeCompare(b.person.name),
  )
}

/** Up to two letters for a name. */
export function initialsOf(name: string): string {
  const parts = name.split(/\s+/).filter((part) => part !== '')
  const letters = parts.length > 1 ? [parts[0], parts.at(-1)] : [parts[0]]
  return letters.map((part) => [...(part ?? '')][0]?.toLocaleUpperCase() ?? '').join('')
}
