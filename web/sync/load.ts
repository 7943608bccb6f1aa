import { describeLost } from '../../document/commit/lost-text.ts'
import { readStoredSteps } from '../../document/commit/sound-step.ts'
import type { DocumentSnapshot } from '../../document/protocol/documents.ts'
import { parseDocument } from '../../document/schema/schema.ts'
import { isFinal, type RefusedByUs } from '../api/answer.ts'
import type { Api } from '../api/http.ts'
import { createBackoff } from './backoff.ts'
import type { Clock } from './clock.ts'
import type { Outbox } from './outbox.ts'
import { fromRecord, type OutboxRecord } from './outbox-record.ts'
import { type Confirmed, type SyncState, startState } from './sync-state.ts'

/** Brings a page its first confirmed document, with the work an earlier page left. */
export interface Loader {
  /** Loads, adopting what a page that is gone has left for this document. */
  start(): Promise<void>
  /** Loads the head of the log as it is now; `lost` is reported with the next commit. */
  fresh(lost: SyncState['lost']): Promise<void>
  stop(): void
}

/** What loading needs from outside. */
export interface LoadDeps {
  readonly document: string
  readonly api: Api
  readonly clock: Clock
  readonly random: () => number
  readonly outbox: Outbox
  /** `isBehind` when the state stands on an older version than the head. */
  readonly onLoaded: (state: SyncState, isBehind: boolean) => void
  readonly onRefused: (end: RefusedByUs) => void
}

type Settled = { readonly kind: 'ok'; readonly value: DocumentSnapshot } | RefusedByUs

/** Makes a loader that waits for its first call. */
export function createLoader({
  document,
  api,
  clock,
  random,
  outbox,
  onLoaded,
  onRefused,
}: LoadDeps): Loader {
  const backoff = createBackoff(random)
  let isStopped = false
  let load = 0

  /** Asks until there is an answer that will not change; undefined when another load took over. */
  async function ask(mine: number, at?: number): Promise<Settled | undefined> {
    for (;;) {
      const answer = await api.document(document, at)
      if (isStopped || mine !== load) return undefined
      if (answer.kind === 'ok' || isFinal(answer)) return answer
      await new Promise<void>((resolve) => {
        clock.after(backoff.next(), resolve)
      })
    }
  }

  async function fresh(lost: SyncState['lost']): Promise<void> {
    const mine = ++load
    const answer = await ask(mine)
    if (answer?.kind === 'refused') onRefused(answer)
    else if (answer) onLoaded({ ...startState(toConfirmed(answer.value)), lost }, false)
  }

  async function adopt(record: OutboxRecord): Promise<void> {
    const mine = ++load
    const answer = await ask(mine, record.seq)
    if (!answer) return
    const state = answer.kind === 'ok' ? restore(record, answer.value) : undefined
    if (state) onLoaded(state, true)
    else await fresh(salvageRecord(record))
  }

  return {
    async start() {
      const record = outbox.adopt(document)
      await (record ? adopt(record) : fresh([]))
    },
    fresh,
    stop() {
      isStopped = true
    },
  }
}

function toConfirmed({ epoch, seq, chain, doc }: DocumentSnapshot): Confirmed {
  return { epoch, seq, chain, doc: parseDocument(doc) }
}

/** Undefined when the record stands on another log. */
function restore(record: OutboxRecord, snapshot: DocumentSnapshot): SyncState | undefined {
  if (snapshot.epoch !== record.epoch || snapshot.chain !== record.chain) return undefined
  try {
    return fromRecord(record, parseDocument(snapshot.doc))
  } catch {
    return undefined
  }
}

function salvageRecord({ steps, lost, inflight }: OutboxRecord): SyncState['lost'] {
  const kept = [...(inflight?.lost ?? []), ...lost]
  try {
    const described = describeLost(readStoredSteps(steps))
    return [...kept, ...described.map(({ step, text }) => ({ reason: 'unfit' as const, step, text }))]
  } catch {
    // Steps of another build: their text is what a person can still use.
    return [...kept, { reason: 'unfit', text: JSON.stringify(steps) }]
  }
}
