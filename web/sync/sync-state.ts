import type { Node } from 'prosemirror-model'
import { type Step, Transform } from 'prosemirror-transform'
import { fold } from '../../document/commit/fold.ts'
import { hashDocument } from '../../document/commit/hash.ts'
import type { DroppedStep } from '../../document/commit/place.ts'
import { type DropReason, type PendingStep, rebase, toPending } from '../../document/commit/rebase.ts'
import type { LostStep } from '../../document/protocol/post-commit.ts'
import { confirmOwn } from './confirm.ts'
import { toLost } from './lost.ts'

/** A step of this page that is not in the confirmed document yet. */
export interface ClientStep extends PendingStep {
  /** The local transaction it came with; commits are cut between transactions. */
  readonly transaction: number
  /** Its index in the commit in flight; undefined when it has not been sent. */
  readonly sent: number | undefined
}

/** The one commit whose fate is not known. Its bytes never change. */
export interface Inflight {
  readonly id: string
  /** The request body exactly as it was first sent. */
  readonly body: string
  /** How many steps it carries. */
  readonly count: number
  /** Steps of it that found no place here; the log will say the same. */
  readonly dropped: readonly { readonly step: Step; readonly reason: DropReason }[]
  /** What it reports as lost. */
  readonly lost: readonly LostStep[]
  /** Why the server will never take it; whoever finds it later offers its text and does not send it again. */
  readonly refused?: string | undefined
}

/** What the log says, and nothing else. */
export interface Confirmed {
  readonly epoch: string
  readonly seq: number
  readonly chain: string
  readonly doc: Node
}

/** A page's copy of a document. Invariant: `confirmed.doc` plus `pending` is `shown`. */
export interface SyncState {
  readonly confirmed: Confirmed
  readonly pending: readonly ClientStep[]
  readonly inflight: Inflight | undefined
  /** What this page had to drop before it could send it; goes with the next commit. */
  readonly lost: readonly LostStep[]
  readonly shown: Node
  readonly transactions: number
}

/** A commit event as the state takes it, its steps read and expanded. */
export interface ReadCommit {
  readonly seq: number
  readonly chain: string
  readonly id: string
  readonly steps: readonly Step[]
  readonly dropped: readonly DroppedStep[]
  readonly hash?: string | undefined
}

/** What an event did to the document on the screen. */
export interface ShownChange {
  readonly transform: Transform
  readonly rebased: number
}

/** The state after an event, and what changed on the screen, if anything. */
export interface Received {
  readonly state: SyncState
  readonly change: ShownChange | undefined
}

/** The confirmed document is not the server's: this page cannot go on. */
export class FoldMismatch extends Error {}

/** What goes on of a page when its document begins anew, as on another log. */
export interface Salvaged {
  /** What it still had to say, as the next commit reports it. */
  readonly lost: readonly LostStep[]
  /**
   * How many local transactions it had taken in. The count never goes back: a record on the device with a higher one
   * would pass for holding what is written from now on.
   */
  readonly transactions: number
}

/** The state of a page that has loaded a document and written nothing on it. */
export function startState(
  confirmed: Confirmed,
  { lost, transactions }: Salvaged = { lost: [], transactions: 0 },
): SyncState {
  return { confirmed, shown: confirmed.doc, pending: [], inflight: undefined, lost, transactions }
}

/** Takes in a local transaction, whose steps stand in the shown document already. */
export function applyLocal(state: SyncState, transform: Transform): SyncState {
  const transaction = state.transactions + 1
  const added = transform.steps.map((step, i) => {
    const before = transform.docs[i]
    if (!before) throw new Error('a transform without the document before a step')
    return { ...toPending(step, before), transaction, sent: undefined }
  })
  return { ...state, pending: [...state.pending, ...added], shown: transform.doc, transactions: transaction }
}

/** Marks the first `count` pending steps as sent in a commit. */
export function takeFlight(state: SyncState, id: string, body: string, count: number): SyncState {
  const pending = state.pending.map((item, i) => (i < count ? { ...item, sent: i } : item))
  const inflight: Inflight = { id, body, count, dropped: [], lost: state.lost }
  return { ...state, pending, inflight, lost: [] }
}

/**
 * Takes the commit in flight back: the server said that it did not and will not store it under this id. Its
 * steps are pending again; what it would have reported as lost is reported by the next one.
 */
export function landUnsent(state: SyncState): SyncState {
  const { inflight } = state
  if (!inflight) return state
  return {
    ...state,
    pending: state.pending.map((item) => ({ ...item, sent: undefined })),
    inflight: undefined,
    lost: [...inflight.lost, ...toLost(inflight.dropped), ...state.lost],
  }
}

/**
 * Takes in commits of the log, each the next one after the other. The confirmed document moves by these and
 * by nothing else. With a commit in flight they go one by one, as on the server, so that the prediction stays
 * exact; without one they are one rebase. Throws FoldMismatch when the log does not fit.
 */
export function receive(state: SyncState, events: readonly ReadCommit[]): Received[] {
  const received: Received[] = []
  let current = state
  let rest = events
  while (rest.length) {
    const isOwn = rest[0]?.id === current.inflight?.id
    const group = current.inflight ? rest.slice(0, 1) : rest
    rest = rest.slice(group.length)
    const next = isOwn ? receiveOwn(current, group) : receiveForeign(current, group)
    received.push(next)
    current = next.state
  }
  return received
}

function receiveOwn(state: SyncState, group: readonly ReadCommit[]): Received {
  const [event] = group
  if (!event) return { state, change: undefined }
  const mine = state.pending.filter(({ sent }) => sent !== undefined)
  const { steps, isAsPredicted } = confirmOwn(event, mine)
  const confirmed = advance(state.confirmed, [{ ...event, steps }])
  const landed = { ...state, confirmed, inflight: undefined }
  if (isAsPredicted) {
    const pending = state.pending.filter(({ sent }) => sent === undefined)
    return { state: { ...landed, pending }, change: undefined }
  }
  return rebaseState({ ...landed, lost: state.lost }, event.steps, matchOwn(state, event))
}

/** Which pending step is which step of the event; null for those the log did not place. */
function matchOwn(state: SyncState, event: ReadCommit): Map<number, number | null> {
  const gone = new Set(event.dropped.map(({ index }) => index))
  const places = new Map<number, number>()
  for (let index = 0, place = 0; index < (state.inflight?.count ?? 0); index++) {
    if (!gone.has(index)) places.set(index, place++)
  }
  const own = new Map<number, number | null>()
  state.pending.forEach(({ sent }, i) => {
    if (sent !== undefined) own.set(i, places.get(sent) ?? null)
  })
  return own
}

function receiveForeign(state: SyncState, events: readonly ReadCommit[]): Received {
  const confirmed = advance(state.confirmed, events)
  return rebaseState(
    { ...state, confirmed },
    events.flatMap(({ steps }) => steps),
  )
}

function rebaseState(
  state: SyncState,
  over: readonly Step[],
  own?: ReadonlyMap<number, number | null>,
): Received {
  if (over.length === 0 && !own) return { state, change: undefined }
  const transform = new Transform(state.shown)
  const rebased = state.pending.length
  const { kept, dropped } = rebase(transform, state.pending, over, own ? { own } : {})
  const gone = dropped.map(({ pending: { step, sent }, reason }) => ({ step, sent, reason }))
  const inflight = state.inflight && {
    ...state.inflight,
    dropped: [...state.inflight.dropped, ...gone.filter(({ sent }) => sent !== undefined)],
  }
  const lost = [...state.lost, ...toLost(gone.filter(({ sent }) => sent === undefined))]
  return {
    state: { ...state, pending: kept, inflight, lost, shown: transform.doc },
    change: { transform, rebased },
  }
}

function advance(confirmed: Confirmed, events: readonly ReadCommit[]): Confirmed {
  let { doc, seq, chain } = confirmed
  for (const event of events) {
    if (event.seq !== seq + 1) throw new FoldMismatch(`event ${event.seq} does not follow ${seq}`)
    doc = foldOrMismatch(doc, event)
    seq = event.seq
    chain = event.chain
  }
  return { ...confirmed, doc, seq, chain }
}

function foldOrMismatch(doc: Node, event: ReadCommit): Node {
  let folded: Node
  try {
    folded = fold(doc, event.steps)
  } catch (error) {
    throw new FoldMismatch(`event ${event.seq} does not apply`, { cause: error })
  }
  if (event.hash !== undefined && hashDocument(folded) !== event.hash) {
    throw new FoldMismatch(`the document after event ${event.seq} is not the server's`)
  }
  return folded
}
