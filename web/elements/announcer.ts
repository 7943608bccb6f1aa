import type { Me } from '../../document/protocol/person.ts'
import type { Participant } from '../../document/protocol/presence.ts'
import type { SyncStatus } from '../sync/sync-client.ts'
import { words } from '../words.ts'
import { peopleHere } from './people-here.ts'

/** Turns what changes on the screen into the few sentences a screen reader should say. */
export interface Announcer {
  onStatus(status: SyncStatus): void
  onPeople(participants: readonly Participant[], me: Me | undefined): void
}

/** A shorter outage is not spoken of. */
const LOST_AFTER_MS = 2_000

/** More names than this at once are not read out one by one. */
const NAMED = 3

/** An announcer that says a sentence when something changed, and nothing about how things were at first. */
export function createAnnouncer(
  say: (text: string) => void,
  after: (ms: number, task: () => void) => () => void,
): Announcer {
  let hasSaidLost = false
  let cancelLost: (() => void) | undefined
  let canKeep = true
  let known: Map<string, string> | undefined
  return {
    onStatus({ connection, unsaved, halt, canKeep: canKeepNow }) {
      canKeep = canKeepNow
      if (halt) return
      if (connection !== 'reconnecting') {
        cancelLost?.()
        cancelLost = undefined
      } else if (!hasSaidLost) {
        cancelLost ??= after(LOST_AFTER_MS, () => {
          hasSaidLost = true
          say(canKeep ? words.connection.lost : words.connection.lostUnkept)
        })
      }
      if (hasSaidLost && connection === 'live' && unsaved === 0) {
        hasSaidLost = false
        say(words.connection.back)
      }
    },
    onPeople(participants, me) {
      if (!me) return
      const now = new Map(
        peopleHere(participants, me).map(({ person }) => [person.id as string, person.name]),
      )
      const before = known
      known = now
      if (!before) return
      const came = [...now].filter(([id]) => !before.has(id)).map(([, name]) => name)
      const went = [...before].filter(([id]) => !now.has(id)).map(([, name]) => name)
      if (came.length + went.length === 0) return
      const { joined, joinedMany, left, leftMany } = words.people
      say([...sentences(came, joined, joinedMany), ...sentences(went, left, leftMany)].join('. '))
    },
  }
}

function sentences(
  names: readonly string[],
  one: (name: string) => string,
  many: (people: number) => string,
): string[] {
  return names.length > NAMED ? [many(names.length)] : names.map(one)
}
