import type { Me } from '../../document/protocol/person.ts'
import type { Participant, PresenceState } from '../../document/protocol/presence.ts'

/** One person in a document, however many pages they have open. */
export interface PersonHere {
  readonly person: Me
  readonly state: PresenceState
}

const RANK: Record<PresenceState, number> = { editing: 0, reading: 1, away: 2 }

/** Others by person, each in their liveliest state, by name; who looks elsewhere comes last. I am left out. */
export function peopleHere(participants: readonly Participant[], me: Me | undefined): PersonHere[] {
  const people = new Map<string, PersonHere>()
  for (const { person, state } of participants) {
    const known = people.get(person.id)
    if (person.id === me?.id || (known && RANK[known.state] <= RANK[state])) continue
    people.set(person.id, { person, state })
  }
  return [...people.values()].sort(
    (a, b) =>
      Number(a.state === 'away') - Number(b.state === 'away') || a.person.name.localeCompare(b.person.name),
  )
}

/** True when both show the same: a caret that moved changes nothing of it. */
export function areSamePeople(before: readonly PersonHere[], after: readonly PersonHere[]): boolean {
  return (
    before.length === after.length &&
    before.every((one, i) => {
      const other = after[i]
      return other?.state === one.state && isSame(one.person, other.person)
    })
  )
}

function isSame(a: Me, b: Me): boolean {
  return a.id === b.id && a.name === b.name && a.colour === b.colour
}

/** Those whose name has a word that begins with each word of `query`, whatever its case and accents. */
export function peopleNamed(people: readonly PersonHere[], query: string): PersonHere[] {
  const wanted = plain(query).split(/\s+/)
  return people.filter(({ person }) => {
    const name = ` ${plain(person.name)}`
    return wanted.every((word) => name.includes(` ${word}`))
  })
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()
}

/** Up to two letters for a name. */
export function initialsOf(name: string): string {
  const parts = name.split(/\s+/).filter((part) => part !== '')
  const letters = parts.length > 1 ? [parts[0], parts.at(-1)] : [parts[0]]
  return letters.map((part) => [...(part ?? '')][0]?.toLocaleUpperCase() ?? '').join('')
}
