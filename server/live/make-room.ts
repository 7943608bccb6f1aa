import type { PersonId } from '../../document/protocol/ids.ts'
import type { Visitor } from '../network/admission.ts'

/** More pages of people than this in one document are not shown; they read and write all the same. */
export const MAX_PARTICIPANTS = 200

/** Whose seat it is. */
export interface Sitter extends Pick<Visitor, 'network' | 'isKnown'> {
  readonly person: PersonId
}

/** A seat that others see, and when it was last moved in. */
export interface ShownSeat<Key> {
  readonly key: Key
  readonly sitter: Sitter
  readonly movedAt: number
}

/**
 * Who gives their seat to somebody who comes: undefined when there is room, `full` when nobody does. Of a full room
 * whoever has most seats gives the one they moved in longest ago; where nobody has two, those who are not known give
 * one, of the network that has most of them, to who is known or comes from where fewer are. So invented pages and people
 * displace each other, and nobody else.
 */
export function findSeat<Key>(shown: readonly ShownSeat<Key>[], comer: Sitter): Key | 'full' | undefined {
  if (shown.length < MAX_PARTICIPANTS) return undefined
  const several = largest(shown, ({ person }) => person)
  if (several.length > 1) return oldest(several)
  const unknown = shown.filter(({ sitter }) => !sitter.isKnown)
  const crowd = largest(unknown, ({ network }) => network)
  const neighbours = unknown.filter(({ sitter }) => sitter.network === comer.network)
  return crowd.length > 0 && (comer.isKnown || neighbours.length < crowd.length) ? oldest(crowd) : 'full'
}

/** The largest group of seats that have something in common. */
function largest<Key>(
  seats: readonly ShownSeat<Key>[],
  inCommon: (sitter: Sitter) => string,
): readonly ShownSeat<Key>[] {
  const groups = new Map<string, ShownSeat<Key>[]>()
  for (const seat of seats) {
    const group = groups.get(inCommon(seat.sitter)) ?? []
    group.push(seat)
    groups.set(inCommon(seat.sitter), group)
  }
  return [...groups.values()].sort((a, b) => b.length - a.length)[0] ?? []
}

function oldest<Key>(seats: readonly ShownSeat<Key>[]): Key | 'full' {
  return seats.reduce((a, b) => (b.movedAt < a.movedAt ? b : a)).key
}
