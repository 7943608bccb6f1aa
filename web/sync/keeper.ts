import type { Clock } from './clock.ts'
import type { Keeping, Outbox } from './outbox.ts'
import { toRecord } from './outbox-record.ts'
import type { Taken } from './outbox-store.ts'
import type { Confirmed, SyncState } from './sync-state.ts'
import { within } from './within.ts'

/** Decides when this device writes down what, and knows how much of it is really written. */
export interface Keeper {
  /** Something changed, or was loaded. */
  changed(): void
  /** What stands here now came from this device, which has it written down. */
  adopted(): void
  /** The line is down: what stands here now may have to last. */
  lineDown(): void
  /** Writes before a commit leaves. False when it must not: another page owns this work. */
  beforeSending(): Promise<boolean>
  /** The page was away: finds out whether another one took over meanwhile, and says that this one is back. */
  comeBack(): Promise<void>
  /** True when the commit in flight may leave with the page, though this may be too late to write it down. */
  maySend(): boolean
  /** Writes at once. */
  flush(): void
  /** Writes at once; the page goes away, perhaps for good. */
  leave(): void
  /** How many of this page's unsent steps and lost words are not written down. */
  unkept(): number
  /** False when this device refuses to keep anything. */
  canKeep(): boolean
  /** Another page took over: nothing that was written is this page's. */
  startOver(): void
  stop(): void
}

/** What a keeper needs from outside. */
export interface KeeperDeps {
  readonly clock: Clock
  readonly outbox: Outbox
  readonly state: () => SyncState | undefined
  readonly isLive: () => boolean
  /** True while what was written before is not to be replaced by what has become of it. */
  readonly isHeld: () => boolean
  /** When this page last had a good connection, in milliseconds since 1970. */
  readonly liveAt: () => number
  /** What is written has changed. */
  readonly onKept: () => void
  readonly onTaken: (taken: Taken) => void
}

/** Typing is on this device so soon, when it cannot be on the server. */
const WRITE_AFTER_MS = 250

/** A calm moment: nothing came in or was typed for so long. */
const IDLE_MS = 2_000

/** A document of n in ProseMirror size is written at most once in n / 100 milliseconds, and once a second. */
const BASE_EVERY_MS = 1_000
const BASE_SIZE_PER_MS = 100

/** A database that does not answer for so long counts as none: sending does not wait for it. */
const PATIENCE_MS = 1_500

/** No answer yet. */
const LATE: Keeping = { kind: 'failed' }

/** What the database has of a state. */
interface Written {
  readonly inflight: string | undefined
  readonly transactions: number
  readonly lost: number
}

/** Makes one that has written nothing. */
export function createKeeper(deps: KeeperDeps): Keeper {
  const { clock, outbox } = deps
  let written: Written | undefined
  /** The most that any record may hold which was asked for, whether or not the database has it yet. */
  let askedTransactions = 0
  let baseAt: Pick<Confirmed, 'seq' | 'chain'> | undefined
  let lastBase = Number.NEGATIVE_INFINITY
  let isKeeping = true
  let hasLeft = false
  let cancelWrite: (() => void) | undefined
  let cancelIdle: (() => void) | undefined
  /** Tells an older answer from one to what was asked since another page took over. */
  let turn = 0
  outbox.onLost(writeAgain)

  /** Nothing that was written counts, but for that another page may have taken it over before. */
  function writeAgain(): void {
    if (!written) return
    written = { inflight: undefined, transactions: 0, lost: 0 }
    baseAt = undefined
    deps.onKept()
    changed()
  }

  function changed(): void {
    cancelWrite ??= clock.after(WRITE_AFTER_MS, () => {
      cancelWrite = undefined
      writeWhatIsNew()
    })
    cancelIdle?.()
    cancelIdle = clock.after(IDLE_MS, () => {
      cancelIdle = undefined
      writeBase()
    })
  }

  function writeWhatIsNew(): void {
    const state = deps.state()
    if (!state) return
    const isUnsent = state.pending.length > 0 || state.inflight !== undefined || state.lost.length > 0
    if (isUnsent ? !isWritten(state) : written !== undefined) void write(state)
  }

  /** An older record is as good as long as every step and word of now came with it. */
  function isWritten({ transactions, lost, inflight }: SyncState): boolean {
    return (
      written?.transactions === transactions &&
      written.lost >= lost.length &&
      written.inflight === inflight?.id
    )
  }

  /** `isHurried`: somebody waits for it, and the document can wait. */
  async function write(state: SyncState, isHurried = false): Promise<Keeping> {
    if (deps.isHeld() && written?.transactions === state.transactions) return { kind: 'kept' }
    const record = toRecord(state)
    if (!record) {
      return settled(outbox.clear(), () => {
        if (deps.state() === state) nothingWritten()
      })
    }
    const { confirmed } = state
    // A page that leaves has its base from before, or the server's: a large document may not get through.
    const base = !hasLeft && !isHurried && mayWriteBase(confirmed) ? confirmed : undefined
    if (base) noteBase(base)
    // A power cut must not bring back an older record that has the words of this commit as unsent.
    const isLasting = hasLeft || !deps.isLive() || !mayLeaveUnwritten(state)
    askedTransactions = Math.max(askedTransactions, state.transactions)
    return settled(outbox.put(record, { liveAt: deps.liveAt(), left: hasLeft, isLasting, base }), () => {
      written = toWritten(state)
    })
  }

  /** What the database says counts, be it too late for whoever waited. */
  async function settled(attempt: Promise<Keeping>, onKept: () => void): Promise<Keeping> {
    const mine = turn
    let isLate = false
    const counted = attempt.then((keeping) => {
      if (mine === turn && keeping.kind === 'kept') onKept()
      if (!isLate) return keeping
      // It may be out of date by now.
      if (keeping.kind === 'kept') changed()
      return settle(keeping, mine)
    })
    const keeping = await patiently(counted)
    isLate = keeping === LATE
    return settle(keeping, mine)
  }

  /**
   * An older record says nothing of the commit that is about to leave: whoever found it later would send the
   * same words once more. Storage that is full still takes a removal.
   */
  async function forget(): Promise<void> {
    const mine = turn
    const cleared = await patiently(outbox.clear())
    if (mine !== turn) return
    if (cleared.kind === 'kept') nothingWritten()
    else if (cleared.kind === 'taken') deps.onTaken(cleared.taken)
  }

  function nothingWritten(): void {
    written = undefined
    askedTransactions = 0
  }

  /**
   * A page that goes away may not get its last record into the database. Then an older one is found, and the commit
   * in flight must not be in that as unsent words, or it would be sent a second time under another id.
   */
  function mayLeaveUnwritten({ pending, inflight }: SyncState): boolean {
    if (!inflight || written?.inflight === inflight.id) return true
    const first = pending.find(({ sent }) => sent !== undefined)?.transaction ?? Number.POSITIVE_INFINITY
    return askedTransactions === 0 || (first > askedTransactions && inflight.lost.length === 0)
  }

  function mayWriteBase({ seq, chain, doc }: Confirmed): boolean {
    if (baseAt?.seq === seq && baseAt.chain === chain) return false
    return clock.now() - lastBase >= Math.max(BASE_EVERY_MS, doc.nodeSize / BASE_SIZE_PER_MS)
  }

  function noteBase(confirmed: Confirmed): void {
    baseAt = confirmed
    lastBase = clock.now()
  }

  function writeBase(): void {
    const state = deps.state()
    if (!state || deps.isHeld() || !mayWriteBase(state.confirmed)) return
    noteBase(state.confirmed)
    void patiently(outbox.putBase(state.confirmed)).then((keeping) => {
      if (keeping.kind === 'failed') baseAt = undefined
    })
  }

  function flush(): void {
    const state = deps.state()
    if (state && (toRecord(state) || written)) void write(state)
  }

  function settle(keeping: Keeping, mine: number): Keeping {
    if (mine !== turn) return keeping
    if (keeping.kind === 'taken') deps.onTaken(keeping.taken)
    else isKeeping = keeping.kind === 'kept'
    if (keeping.kind === 'failed') baseAt = undefined
    deps.onKept()
    return keeping
  }

  function patiently(keeping: Promise<Keeping>): Promise<Keeping> {
    return within(clock, PATIENCE_MS, keeping, LATE)
  }

  return {
    changed,
    adopted() {
      const state = deps.state()
      if (!state) return
      written = toWritten(state)
      askedTransactions = state.transactions
    },
    lineDown() {
      // With what is typed from now on the document is to be there, too.
      lastBase = Number.NEGATIVE_INFINITY
      const state = deps.state()
      if (state && toRecord(state)) void write(state)
    },
    async beforeSending() {
      const state = deps.state()
      if (!state) return true
      const mine = turn
      const keeping = await write(state, true)
      // What comes late comes in order; only what was refused leaves an older record where it is.
      if (mine === turn && keeping.kind === 'failed' && (written || keeping !== LATE)) await forget()
      writeBase()
      return keeping.kind !== 'taken' && mine === turn
    },
    async comeBack() {
      hasLeft = false
      const state = deps.state()
      // What was never written down, nobody could take.
      if (state && written) await write(state)
    },
    maySend() {
      const state = deps.state()
      return state !== undefined && mayLeaveUnwritten(state)
    },
    flush,
    leave() {
      hasLeft = true
      flush()
    },
    unkept() {
      const { pending, lost, inflight } = deps.state() ?? { pending: [], lost: [], inflight: undefined }
      if (!written) return pending.length + lost.length + (inflight?.lost.length ?? 0)
      const { transactions, lost: keptLost } = written
      const steps = pending.filter(({ transaction }) => transaction > transactions).length
      return steps + Math.max(0, lost.length - keptLost)
    },
    canKeep: () => isKeeping,
    startOver() {
      turn += 1
      nothingWritten()
      baseAt = undefined
      outbox.startOver()
    },
    stop() {
      cancelWrite?.()
      cancelIdle?.()
      outbox.close()
    },
  }
}

function toWritten({ inflight, transactions, lost }: SyncState): Written {
  return { inflight: inflight?.id, transactions, lost: lost.length }
}
