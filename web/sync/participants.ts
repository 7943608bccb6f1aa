import type { Step, StepMap } from 'prosemirror-transform'
import type { Participant } from '../../document/protocol/presence.ts'

/** An event as carets see it. */
export interface CaretEvent {
  readonly seq: number
  readonly client: string
  readonly steps: readonly Step[]
}

/** Everyone else in a document, with positions that follow the text. */
export interface Participants {
  /** A `hello`: these and no others are here. True when it names a page that was not here before. */
  replace(present: readonly Participant[], seq: number): boolean
  /** A `presence` event. True when it names a page that was not here before. */
  update(changed: readonly Participant[], left: readonly string[], seq: number): boolean
  /** An event of the log was taken in. */
  follow(event: CaretEvent): void
  /** How many pages of others are here. */
  count(): number
  /** Everyone, with positions in the document that stands on `pending`. */
  shown(pending: readonly { readonly step: Step }[]): Participant[]
}

/** How many events back a late position can still be brought forward. */
const REMEMBERED_EVENTS = 500

interface RememberedEvent {
  readonly seq: number
  readonly client: string
  readonly maps: readonly StepMap[]
}

/**
 * Follows carets. A position is true for the sequence number it came with: it waits until that is reached, and
 * an older one is brought forward. Through its owner's own steps a caret moves right (+1), so that it stays
 * behind what its owner typed; through everyone else's it stays left (-1), as its owner's editor keeps it.
 */
export function createParticipants(self: string): Participants {
  let known = new Map<string, Participant>()
  let remembered: RememberedEvent[] = []
  // Nobody knows where a caret is whose way from an older version was not seen: a page that comes late shows it
  // when its owner tells it again.
  const forward = (one: Participant, seq: number): Participant => {
    const later = remembered.filter((event) => event.seq > one.seq && event.seq <= seq)
    const isWayKnown = later.length === Math.max(0, seq - one.seq)
    return isWayKnown ? later.reduce(mapThrough, one) : { ...one, anchor: null, head: null }
  }
  const take = (present: readonly Participant[], seq: number): void => {
    for (const one of present) if (one.client !== self) known.set(one.client, forward(one, seq))
  }
  const hasNew = (present: readonly Participant[]): boolean =>
    present.some(({ client }) => client !== self && !known.has(client))
  return {
    replace(present, seq) {
      const isNew = hasNew(present)
      known = new Map()
      take(present, seq)
      return isNew
    },
    update(changed, left, seq) {
      const isNew = hasNew(changed)
      for (const client of left) known.delete(client)
      take(changed, seq)
      return isNew
    },
    follow({ seq, client, steps }) {
      const event: RememberedEvent = { seq, client, maps: steps.map((step) => step.getMap()) }
      remembered = [...remembered.slice(1 - REMEMBERED_EVENTS), event]
      for (const [id, one] of known) if (one.seq < seq) known.set(id, mapThrough(one, event))
    },
    count: () => known.size,
    shown(pending) {
      const maps = pending.map(({ step }) => step.getMap())
      return [...known.values()].map((one) => mapPositions(one, maps, -1))
    },
  }
}

function mapThrough(one: Participant, event: RememberedEvent): Participant {
  const bias = event.client === one.client ? 1 : -1
  return { ...mapPositions(one, event.maps, bias), seq: event.seq }
}

function mapPositions(one: Participant, maps: readonly StepMap[], bias: -1 | 1): Participant {
  const map = (position: number | null): number | null =>
    position === null ? null : maps.reduce((at, stepMap) => stepMap.map(at, bias), position)
  return { ...one, anchor: map(one.anchor), head: map(one.head) }
}
