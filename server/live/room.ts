import type { ClientId } from '../../document/protocol/ids.ts'
import type { Me } from '../../document/protocol/person.ts'
import type { Participant, PresenceEvent, PutPresence } from '../../document/protocol/presence.ts'
import type { MonotonicClock, Timer } from '../clock.ts'
import type { Visitor } from '../network/admission.ts'
import { findSeat, type Sitter } from './make-room.ts'
import { createRoomColours } from './room-colours.ts'

/** What happens within this time is told together: N people moving cost N writes, not N². */
const COALESCE_MS = 50

/** Where many people are, each reader is told at most so many moves a second, however fast all of them type. */
const MOVES_PER_SECOND = 400

interface Seat {
  participant: Participant
  sitter: Sitter
  /** Larger for those who came or moved later. */
  movedAt: number
  /** Open streams of this client. */
  streams: number
  /** False after an explicit goodbye, while a stream is still closing. */
  isShown: boolean
  leaving: Timer | undefined
  /** How much was told when this client's last poll was answered. */
  heard: number | undefined
}

/** Somebody as the others see them, and as far as limits go. */
export interface Who {
  readonly you: Me
  readonly visitor: Pick<Visitor, 'network' | 'isKnown'>
}

/** One document's people. */
export interface Room {
  join(client: ClientId, who: Who, seq: number): () => void
  put(put: PutPresence, who: Who): void
  leave(client: ClientId): void
  list(): Participant[]
  rename(person: Me): void
  /** True when something was told since this client's last poll was answered, or none was. */
  hasMissed(client: ClientId): boolean
  /** A poll of this client is answered with the list as it is. */
  answered(client: ClientId): void
}

interface RoomDeps {
  readonly clock: MonotonicClock
  readonly graceMs: number
  readonly silenceMs: number
}

/** `tell` hears what changed; `empty` that nobody is left and everybody was told. */
export function createRoom(
  { clock, graceMs, silenceMs }: RoomDeps,
  { tell, empty }: { readonly tell: (event: PresenceEvent) => void; readonly empty: () => void },
): Room {
  const seats = new Map<ClientId, Seat>()
  const changed = new Set<ClientId>()
  const left = new Set<ClientId>()
  const colours = createRoomColours()
  let isFlushing = false
  let toldCount = 0
  let moves = 0

  function flush(): void {
    isFlushing = false
    const moved = [...changed].flatMap((client) => seats.get(client)?.participant ?? [])
    const gone = [...left]
    changed.clear()
    left.clear()
    if (seats.size === 0) empty()
    if (moved.length === 0 && gone.length === 0) return
    toldCount += 1
    tell({ changed: moved, left: gone })
  }

  function note(client: ClientId, isHere: boolean): void {
    const [into, outOf] = isHere ? [changed, left] : [left, changed]
    into.add(client)
    outOf.delete(client)
    flushSoon()
  }

  function flushSoon(): void {
    if (isFlushing) return
    isFlushing = true
    clock.after(Math.max(COALESCE_MS, (1_000 * seats.size) / MOVES_PER_SECOND), flush)
  }

  function remove(client: ClientId): void {
    seats.delete(client)
    flushSoon()
  }

  /** True when somebody who is not shown yet may be. */
  function makeRoom(comer: Sitter): boolean {
    const shown = [...seats].flatMap(([key, { isShown, sitter, movedAt }]) =>
      isShown ? [{ key, sitter, movedAt }] : [],
    )
    const giver = findSeat(shown, comer)
    if (giver === 'full') return false
    if (giver !== undefined) leave(giver)
    return true
  }

  function show(shown: Participant, { visitor: { network, isKnown } }: Who): Seat | undefined {
    const { client, person } = shown
    const sitter = { person: person.id, network, isKnown }
    const known = seats.get(client)
    if (!known?.isShown && !makeRoom(sitter)) return undefined
    const participant = { ...shown, person: colours.give(person) }
    const fresh = { streams: 0, leaving: undefined, heard: undefined }
    const seat = Object.assign(known ?? fresh, { participant, sitter, isShown: true, movedAt: ++moves })
    seats.set(client, seat)
    stay(seat)
    note(client, true)
    return seat
  }

  function stay(seat: Seat): void {
    seat.leaving?.cancel()
    seat.leaving = undefined
  }

  function leaveIn(client: ClientId, seat: Seat, ms: number): void {
    stay(seat)
    seat.leaving = clock.after(ms, () => leave(client))
  }

  function leave(client: ClientId): void {
    const seat = seats.get(client)
    if (!seat) return
    stay(seat)
    if (seat.isShown) note(client, false)
    seat.isShown = false
    const { id } = seat.participant.person
    if (![...seats.values()].some(({ isShown, participant }) => isShown && participant.person.id === id))
      colours.take(id)
    if (seat.streams === 0) remove(client)
  }

  return {
    join(client, who, seq) {
      const known = seats.get(client)
      const reading = { client, person: who.you, seq, anchor: null, head: null, state: 'reading' as const }
      const seat = known?.isShown ? known : show(reading, who)
      if (!seat) return () => undefined
      stay(seat)
      seat.streams += 1
      return () => {
        seat.streams -= 1
        if (seat.streams > 0) return
        if (seat.isShown) leaveIn(client, seat, graceMs)
        else remove(client)
      }
    },
    put({ client, ...place }, who) {
      const seat = show({ client, person: who.you, ...place }, who)
      if (seat?.streams === 0) leaveIn(client, seat, silenceMs)
    },
    leave,
    hasMissed(client) {
      const seat = seats.get(client)
      return seat !== undefined && seat.heard !== toldCount
    },
    answered(client) {
      const seat = seats.get(client)
      if (seat) seat.heard = toldCount
    },
    list: () => [...seats.values()].filter(({ isShown }) => isShown).map(({ participant }) => participant),
    rename(person) {
      for (const [client, seat] of seats) {
        if (seat.participant.person.id !== person.id) continue
        if (!seat.isShown) continue
        seat.participant = { ...seat.participant, person: colours.give(person) }
        note(client, true)
      }
    },
  }
}
