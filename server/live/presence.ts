import type { ClientId, DocumentId, PersonId } from '../../document/protocol/ids.ts'
import type { Me } from '../../document/protocol/person.ts'
import type { Participant, PutPresence } from '../../document/protocol/presence.ts'
import type { MonotonicClock } from '../clock.ts'
import type { Hub } from './hub.ts'
import { createRoom, type Room, type Who } from './room.ts'

/** Who is in which document, and where. In memory only; a restart forgets it and streams bring it back. */
export interface Presence {
  /**
   * A stream with a client opened: its person is here, as a reader until they say otherwise. The answer is to
   * be called once when the stream has ended; they leave after a grace, unless they come back.
   */
  join(document: DocumentId, client: ClientId, who: Who, seq: number): () => void
  /** Moves a caret, and tells the others within about 50 ms, a little later where many are, together with what else happened. */
  put(document: DocumentId, put: PutPresence, who: Who): void
  /** Leaves at once. */
  leave(document: DocumentId, client: ClientId): void
  list(document: DocumentId): Participant[]
  /** True when a poll of these clients has to tell who is here, because the one before could not. */
  hasMissed(document: DocumentId, clients: readonly ClientId[]): boolean
  /** A poll of these clients is answered with the list as it is. */
  answered(document: DocumentId, clients: readonly ClientId[]): void
  /** How many different people are here. */
  count(document: DocumentId): number
  /** Somebody has another name or colour now: everybody who sees them is told. */
  rename(person: Me): void
  /** How many documents somebody is in. */
  rooms(): number
}

/** What presence needs from outside. */
export interface PresenceDeps {
  readonly hub: Pick<Hub, 'tellPresence'>
  readonly clock: MonotonicClock
  /** How long somebody may be without a stream before the others see them leave. */
  readonly graceMs: number
  /** How long somebody without any stream is believed to be here after their last word. */
  readonly silenceMs: number
}

/** Makes an empty house; a room exists while somebody is in it or the others have to be told something. */
export function createPresence(deps: PresenceDeps): Presence {
  const { hub } = deps
  const rooms = new Map<DocumentId, Room>()

  function enter(document: DocumentId): Room {
    const known = rooms.get(document)
    if (known) return known
    const room = createRoom(deps, {
      tell: (event) => hub.tellPresence(document, event),
      empty: () => rooms.delete(document),
    })
    rooms.set(document, room)
    return room
  }

  return {
    join: (document, client, who, seq) => enter(document).join(client, who, seq),
    put: (document, put, who) => enter(document).put(put, who),
    leave: (document, client) => rooms.get(document)?.leave(client),
    list: (document) => rooms.get(document)?.list() ?? [],
    hasMissed(document, clients) {
      const room = rooms.get(document)
      return room !== undefined && clients.some((client) => room.hasMissed(client))
    },
    answered(document, clients) {
      for (const client of clients) rooms.get(document)?.answered(client)
    },
    count: (document) => new Set((rooms.get(document)?.list() ?? []).map(personOf)).size,
    rename(person) {
      for (const room of rooms.values()) room.rename(person)
    },
    rooms: () => rooms.size,
  }
}

function personOf({ person }: Participant): PersonId {
  return person.id
}
