import type { Transform } from 'prosemirror-transform'
import { fold } from '../../document/commit/fold.ts'
import { describeLost } from '../../document/commit/lost-text.ts'
import { type Held, holdEvents, orderEvents } from './event-order.ts'
import type { ReadEvent } from './read-event.ts'
import {
  applyLocal,
  FoldMismatch,
  type Inflight,
  landUnsent,
  receive,
  type Salvaged,
  type ShownChange,
  type SyncState,
  startState,
} from './sync-state.ts'

/** The one place that holds a page's state and applies events to it. */
export interface DocumentCopy {
  state(): SyncState | undefined
  set(state: SyncState): void
  /** Begins with a document that was loaded: events held for the one before are forgotten. */
  begin(state: SyncState): void
  local(transform: Transform): void
  /** Takes in events in any order; what can be applied is. Throws FoldMismatch. */
  take(events: readonly ReadEvent[]): void
  /**
   * Until each `hold` has had its `release` no event is applied, so that neither a composition nor a key waits for
   * what others write.
   */
  hold(): void
  release(): void
  isHeld(): boolean
}

/** What a copy tells its owner. */
export interface CopyListener {
  /** An event is in the confirmed document; `landed` is this page's commit in flight, if it was that. */
  onTaken(event: ReadEvent, landed: Inflight | undefined): void
  onRemote(change: ShownChange): void
  /** Events are missing between those that came. */
  onMissing(): void
}

/** Between two looks at whether confirmed plus pending is shown, in events. */
const SELF_CHECK_EVENTS = 50

/** Makes a copy without a document. */
export function createDocumentCopy({ onTaken, onRemote, onMissing }: CopyListener): DocumentCopy {
  let current: SyncState | undefined
  let held: Held = new Map()
  let holders = 0
  /** More came while holding than is held: it is fetched afterwards. */
  let hasLeftOut = false
  let sinceCheck = 0

  function take(events: readonly ReadEvent[]): void {
    if (!current) return
    if (holders > 0) {
      const { seq } = current.confirmed
      held = holdEvents(seq, held, events)
      hasLeftOut ||= events.some((event) => event.seq > seq && !held.has(event.seq))
      return
    }
    const ordered = orderEvents(current.confirmed.seq, held, events)
    held = ordered.held
    apply(ordered.ready as readonly ReadEvent[])
    if (ordered.isMissing) onMissing()
  }

  function apply(ready: readonly ReadEvent[]): void {
    let rest = ready
    while (current && rest.length) {
      const group: readonly ReadEvent[] = current.inflight ? rest.slice(0, 1) : rest
      rest = rest.slice(group.length)
      for (const { state, change } of receive(current, group)) {
        const { inflight } = current
        current = state
        if (change) onRemote(change)
        for (const event of group) onTaken(event, event.id === inflight?.id ? inflight : undefined)
      }
    }
    selfCheck(ready.length)
  }

  function selfCheck(events: number): void {
    sinceCheck += events
    if (!current || sinceCheck < SELF_CHECK_EVENTS) return
    sinceCheck = 0
    const { confirmed, pending, shown } = current
    const folded = fold(
      confirmed.doc,
      pending.map(({ step }) => step),
    )
    if (!folded.eq(shown)) throw new FoldMismatch('confirmed plus pending is not what is shown')
  }

  return {
    state: () => current,
    set(state) {
      current = state
    },
    begin(state) {
      current = state
      held = new Map()
    },
    local(transform) {
      if (current) current = applyLocal(current, transform)
    },
    take,
    hold() {
      holders += 1
    },
    release() {
      holders = Math.max(holders - 1, 0)
      if (holders > 0) return
      take([])
      if (hasLeftOut) onMissing()
      hasLeftOut = false
    },
    isHeld: () => holders > 0,
  }
}

/**
 * A page's state when another page owns what it had written down: the confirmed document, and as lost what the
 * other one did not get.
 */
export function withoutTaken(
  state: SyncState,
  taken: { readonly transactions: number; readonly lost: number; readonly inflight: string | null },
): SyncState {
  const { confirmed, transactions, inflight } = state
  // A commit formed since takes lost words with it that the other page never saw.
  const isNew = inflight !== undefined && inflight.id !== taken.inflight
  const { pending, lost } = isNew ? landUnsent(state) : state
  const untaken = pending.filter(({ transaction }) => transaction > taken.transactions)
  const described = describeLost(untaken.map(({ step }) => step))
  const offered = described.map(({ step, text }) => ({ reason: 'unfit' as const, step, text }))
  return startState(confirmed, { lost: [...lost.slice(taken.lost), ...offered], transactions })
}

/** What a page leaves on a log that is gone. */
export function salvage(state: SyncState): Salvaged {
  const { pending, lost, transactions } = landUnsent(state)
  const described = describeLost(pending.map(({ step }) => step))
  const offered = described.map(({ step, text }) => ({ reason: 'unfit' as const, step, text }))
  return { lost: [...lost, ...offered], transactions }
}
