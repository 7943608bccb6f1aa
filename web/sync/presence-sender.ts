import type { Mappable, Step } from 'prosemirror-transform'
import type { PresenceState, PutPresence } from '../../document/protocol/presence.ts'
import type { Clock } from './clock.ts'
import type { SyncState } from './sync-state.ts'

/** A selection in the shown document. */
export interface ShownSelection {
  readonly anchor: number
  readonly head: number
}

/** Tells the others where this page's selection is, seldom enough for any network. */
export interface PresenceSender {
  set(selection: ShownSelection | undefined, state: PresenceState): void
  /** Others changed the shown document: the selection moved along, as the editor moves it. */
  move(mapping: Mappable): void
  /** An event of the log was taken in; what the others believe moves with it. */
  follow(steps: readonly Step[], isOwn: boolean): void
  /** The document or the connection changed: sends if the others would be wrong. */
  refresh(): void
  /** Somebody came who cannot bring forward what this page last told: it is told again. */
  repeat(): void
  /** The server forgot this page, and what was under way is as good as lost. */
  forget(): void
  stop(): void
}

/** What a sender needs from outside. */
export interface PresenceDeps {
  readonly client: string
  readonly clock: Clock
  /** The present state; undefined while there is nothing to be present in. */
  readonly state: () => SyncState | undefined
  /** How many others are here. */
  readonly others: () => number
  /** Resolves to true when the server has taken it. */
  readonly put: (presence: PutPresence) => Promise<boolean>
}

/** At most ten a second; the last one is always sent. */
const INTERVAL_MS = 100

/** Where many are, seldomer: as often as the server tells them of each other. */
const INTERVAL_PER_OTHER_MS = 2.5

type Believed = Pick<PutPresence, 'anchor' | 'head' | 'state'>

/** Makes a sender that is silent until the first `set`. */
export function createPresenceSender({ client, clock, state, others, put }: PresenceDeps): PresenceSender {
  let wanted: { selection: ShownSelection | undefined; state: PresenceState } | undefined
  let believed: Believed | undefined
  let cancel: (() => void) | undefined
  // One at a time: two on different connections may overtake each other, and the older one would stay.
  let underWay: Promise<boolean> | undefined

  function send(): void {
    cancel = undefined
    const current = state()
    if (!wanted || !current || underWay) return
    const toConfirmed = (position: number) => mapBack(current, position)
    const next: Believed = {
      anchor: wanted.selection ? toConfirmed(wanted.selection.anchor) : null,
      head: wanted.selection ? toConfirmed(wanted.selection.head) : null,
      state: wanted.state,
    }
    if (believed && isSame(believed, next)) return
    believed = next
    const sent = put({ client: client as PutPresence['client'], seq: current.confirmed.seq, ...next })
    underWay = sent
    void sent.then((isTaken) => {
      if (underWay !== sent) return
      underWay = undefined
      if (isTaken) refresh()
      else believed = undefined
    })
  }
  const refresh = (): void => {
    cancel ??= clock.after(Math.max(INTERVAL_MS, others() * INTERVAL_PER_OTHER_MS), send)
  }
  return {
    set(selection, presence) {
      wanted = { selection, state: presence }
      refresh()
    },
    move(mapping) {
      if (!wanted?.selection) return
      const { anchor, head } = wanted.selection
      wanted = { ...wanted, selection: { anchor: mapping.map(anchor, -1), head: mapping.map(head, -1) } }
    },
    follow(steps, isOwn) {
      if (!believed) return
      const bias = isOwn ? 1 : -1
      const map = (position: number | null) =>
        position === null ? null : steps.reduce((at, step) => step.getMap().map(at, bias), position)
      believed = { ...believed, anchor: map(believed.anchor), head: map(believed.head) }
    },
    refresh,
    repeat() {
      believed = undefined
      refresh()
    },
    forget() {
      believed = undefined
      underWay = undefined
      refresh()
    },
    stop() {
      cancel?.()
      cancel = undefined
    },
  }
}

/** A shown position in the confirmed document: back through the inverses of what is pending. */
function mapBack({ pending }: SyncState, position: number): number {
  return pending.reduceRight((at, { step }) => step.getMap().invert().map(at, -1), position)
}

function isSame(a: Believed, b: Believed): boolean {
  return a.anchor === b.anchor && a.head === b.head && a.state === b.state
}
