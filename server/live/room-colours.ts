import type { PersonId } from '../../document/protocol/ids.ts'
import { COLOURS, type Me } from '../../document/protocol/person.ts'

/** Neighbours on the palette look alike: who cannot have theirs gets one that is far from it. Coprime to 12. */
const STRIDE = 5

interface Given {
  readonly wish: number
  readonly colour: number
}

/** Which colour each person has in one document: their own where nobody there has it. */
export interface RoomColours {
  /** This person as the others see them there, in the colour they keep while they are there and want no other. */
  give(person: Me): Me
  /** They are gone; their colour is free. */
  take(person: PersonId): void
}

/** Nobody has a colour yet. Two people have the same only when all colours are taken. */
export function createRoomColours(): RoomColours {
  const given = new Map<PersonId, Given>()

  function choose({ id, colour: wish }: Me): number {
    const takers = Array.from({ length: COLOURS }, () => 0)
    for (const [person, { colour }] of given) if (person !== id) takers[colour] = (takers[colour] ?? 0) + 1
    const fewest = Math.min(...takers)
    for (let i = 0; i < COLOURS; i++) {
      const colour = (wish + i * STRIDE) % COLOURS
      if (takers[colour] === fewest) return colour
    }
    return wish
  }

  return {
    give(person) {
      const known = given.get(person.id)
      const colour = known?.wish === person.colour ? known.colour : choose(person)
      given.set(person.id, { wish: person.colour, colour })
      return { ...person, colour }
    },
    take: (person) => given.delete(person),
  }
}
