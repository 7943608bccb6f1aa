import { describeLost } from '../../document/commit/lost-text.ts'
import { readStoredSteps } from '../../document/commit/sound-step.ts'
import type { DocumentSnapshot } from '../../document/protocol/documents.ts'
import { parseDocument } from '../../document/schema/schema.ts'
import { type Answer, isFinal, type RefusedByUs } from '../api/answer.ts'
import type { Api } from '../api/http.ts'
import { createBackoff } from './backoff.ts'
import type { Clock } from './clock.ts'
import type { Adopted, Outbox } from './outbox.ts'
import { fromRecord, type OutboxRecord } from './outbox-record.ts'
import { type Confirmed, type Salvaged, type SyncState, startState } from './sync-state.ts'
import { within } from './within.ts'

/** Brings a page its first confirmed document, with the work an earlier page left. */
export interface Loader {
  /** Loads, adopting what a page that is gone has left for this document. */
  start(): Promise<void>
  /** Loads the head of the log as it is now, on which what was salvaged goes on. */
  fresh(salvaged?: Salvaged): Promise<void>
  /** Asks again at once, if it waits to. */
  wake(): void
  stop(): void
}

/** What loading needs from outside. */
export interface LoadDeps {
  readonly document: string
  readonly api: Api
  readonly clock: Clock
  readonly random: () => number
  readonly outbox: Outbox
  /** Lets the browser draw between reading a document and showing it. */
  readonly breathe: () => Promise<void>
  readonly onLoaded: (loaded: Loaded) => void
  /** The server, or somebody between, gave no document; it is asked for again. */
  readonly onUnreachable: () => void
  readonly onRefused: (end: RefusedByUs) => void
}

/** What a page begins with. */
export interface Loaded {
  readonly state: SyncState
  /** When the page that left this work last had a good connection; undefined for a page without old work. */
  readonly liveAt: number | undefined
}

/** A server that says nothing for so long is not waited for when there is a copy on this device. */
const PATIENCE_MS = 8_000

/** A database that does not answer for so long is not waited for: some browsers hang when they open one. */
const DEVICE_PATIENCE_MS = 3_000

/** A request that has waited so long may hang: somebody who wants it tried again gets a new one. */
const HUNG_MS = 3_000

const LATE = Symbol('late')
const AGAIN = Symbol('again')

type Settled = { readonly kind: 'ok'; readonly value: DocumentSnapshot } | RefusedByUs

/** Makes a loader that waits for its first call. */
export function createLoader({
  document,
  api,
  clock,
  random,
  outbox,
  breathe,
  onLoaded,
  onUnreachable,
  onRefused,
}: LoadDeps): Loader {
  const backoff = createBackoff(random)
  let isStopped = false
  let load = 0
  let askNow = () => {}

  /**
   * Asks until there is an answer that will not change, at first what was asked long ago; undefined when another
   * load took over.
   */
  async function ask(
    mine: number,
    at?: number,
    begun?: Promise<Answer<DocumentSnapshot>>,
  ): Promise<Settled | undefined> {
    for (let old = begun; ; old = undefined) {
      const startedAt = old ? Number.NEGATIVE_INFINITY : clock.now()
      const attempt = old ?? api.document(document, at)
      const again = new Promise<typeof AGAIN>((resolve) => {
        askNow = () => clock.now() - startedAt > HUNG_MS && resolve(AGAIN)
      })
      const answer = await Promise.race([attempt, again])
      if (isStopped || mine !== load) return undefined
      if (answer === AGAIN) continue
      if (answer.kind === 'ok' || isFinal(answer)) return answer
      onUnreachable()
      await new Promise<void>((resolve) => {
        askNow = resolve
        clock.after(backoff.next(), resolve)
      })
    }
  }

  async function begin(answer: Settled | undefined, mine: number, salvaged?: Salvaged): Promise<void> {
    if (answer?.kind === 'refused') onRefused(answer)
    else if (answer) {
      const confirmed = toConfirmed(answer.value)
      await breathe()
      if (isStopped || mine !== load) return
      onLoaded({ state: startState(confirmed, salvaged), liveAt: undefined })
    }
  }

  async function fresh(salvaged?: Salvaged): Promise<void> {
    const mine = ++load
    await begin(await ask(mine), mine, salvaged)
  }

  async function adopt({ record, base, liveAt }: Adopted, mine: number): Promise<void> {
    if (record.inflight?.refused !== undefined) {
      await fresh(salvageRecord(record))
      return
    }
    const kept = base && restore(record, base)
    if (kept) {
      onLoaded({ state: kept, liveAt })
      return
    }
    const answer = await ask(mine, record.seq)
    if (!answer) return
    const state = answer.kind === 'ok' ? restore(record, toConfirmed(answer.value)) : undefined
    if (state) onLoaded({ state, liveAt })
    else await fresh(salvageRecord(record))
  }

  /** Without old work: what the server has, or what this device has of it when the server cannot be reached. */
  async function open(first: Promise<Answer<DocumentSnapshot>>, mine: number): Promise<void> {
    const answer = await within(clock, PATIENCE_MS, first, undefined)
    if (answer?.kind !== 'ok' && !(answer && isFinal(answer))) {
      const base = await within(clock, DEVICE_PATIENCE_MS, outbox.newestBase(), undefined)
      if (isStopped || mine !== load) return
      if (base) {
        onLoaded({ state: startState(base), liveAt: undefined })
        return
      }
      onUnreachable()
    }
    await begin(await ask(mine, undefined, first), mine)
  }

  return {
    async start() {
      const mine = ++load
      const first = api.document(document)
      const adopted = await within(clock, DEVICE_PATIENCE_MS, outbox.adopt(), LATE)
      if (isStopped || mine !== load) return
      if (adopted === LATE) {
        // What it may still bring is left to a page that comes later, or to this one's courier.
        outbox.startOver()
        await open(first, mine)
        return
      }
      await (adopted ? adopt(adopted, mine) : open(first, mine))
    },
    fresh,
    wake: () => askNow(),
    stop() {
      isStopped = true
    },
  }
}

function toConfirmed({ epoch, seq, chain, doc }: DocumentSnapshot): Confirmed {
  return { epoch, seq, chain, doc: parseDocument(doc) }
}

/** Undefined when the record stands on another log. */
function restore(record: OutboxRecord, { epoch, seq, chain, doc }: Confirmed): SyncState | undefined {
  if (epoch !== record.epoch || chain !== record.chain || seq !== record.seq) return undefined
  try {
    return fromRecord(record, doc)
  } catch {
    return undefined
  }
}

/** What a page that is gone leaves on a log that is gone. */
export function salvageRecord(record: OutboxRecord): Salvaged {
  return { lost: describeRecord(record), transactions: record.transactions }
}

function describeRecord({ steps, lost, inflight }: OutboxRecord): SyncState['lost'] {
  const kept = [...(inflight?.lost ?? []), ...lost]
  const dropped = inflight?.dropped.map(({ step }) => step) ?? []
  try {
    const described = describeLost(readStoredSteps([...dropped, ...steps]))
    return [...kept, ...described.map(({ step, text }) => ({ reason: 'unfit' as const, step, text }))]
  } catch {
    // Steps of another build: their text is what a person can still use.
    return [...kept, { reason: 'unfit', text: JSON.stringify([...dropped, ...steps]) }]
  }
}
