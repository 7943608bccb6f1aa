import type { Node } from 'prosemirror-model'
import { Transform } from 'prosemirror-transform'
import * as v from 'valibot'
import { readStoredSteps } from '../../document/commit/sound-step.ts'
import { encodeSteps } from '../../document/commit/wire-steps.ts'
import { LostStep, WireStepSchema } from '../../document/protocol/post-commit.ts'
import { applyLocal, type ClientStep, type Confirmed, type SyncState, startState } from './sync-state.ts'

/** Unsent work as it survives its page: enough to stand on the document at `seq` again, and no document. */
export const OutboxRecord = v.object({
  epoch: v.string(),
  seq: v.number(),
  chain: v.string(),
  /** For each pending step its transaction and its index in the commit in flight, null when not sent. */
  pending: v.array(v.tuple([v.number(), v.nullable(v.number())])),
  steps: v.array(WireStepSchema),
  inflight: v.nullable(
    v.object({
      id: v.string(),
      body: v.string(),
      count: v.number(),
      dropped: v.array(v.object({ reason: LostStep.entries.reason, step: WireStepSchema })),
      lost: v.array(LostStep),
      refused: v.optional(v.string()),
    }),
  ),
  lost: v.array(LostStep),
  /** How many local transactions the page had taken in. */
  transactions: v.number(),
})
export type OutboxRecord = v.InferOutput<typeof OutboxRecord>

/** What a page must leave behind so that nothing is lost; undefined when everything is on the server. */
export function toRecord(state: SyncState): OutboxRecord | undefined {
  const { confirmed, pending, inflight, lost } = state
  if (!inflight && pending.length === 0 && lost.length === 0) return undefined
  return {
    epoch: confirmed.epoch,
    seq: confirmed.seq,
    chain: confirmed.chain,
    pending: pending.map(({ transaction, sent }) => [transaction, sent ?? null]),
    steps: encodeSteps(pending.map(({ step }) => step)),
    inflight: inflight
      ? {
          ...inflight,
          lost: [...inflight.lost],
          dropped: inflight.dropped.flatMap(({ step, reason }) =>
            encodeSteps([step]).map((wire) => ({ reason, step: wire })),
          ),
        }
      : null,
    lost: [...lost],
    transactions: state.transactions,
  }
}

/**
 * The state a page left, on the confirmed document it named. Throws when the steps do not fit it, which means
 * that it is not that document.
 */
export function fromRecord(record: OutboxRecord, doc: Node): SyncState {
  const { epoch, seq, chain } = record
  const confirmed: Confirmed = { epoch, seq, chain, doc }
  const transform = new Transform(doc)
  for (const step of readStoredSteps(record.steps)) transform.step(step)
  const applied = applyLocal(startState(confirmed), transform)
  const pending: ClientStep[] = applied.pending.map((item, i) => {
    const [transaction, sent] = record.pending[i] ?? [0, null]
    return { ...item, transaction, sent: sent ?? undefined }
  })
  const inflight = record.inflight
    ? {
        ...record.inflight,
        dropped: record.inflight.dropped.flatMap(({ reason, step }) =>
          readStoredSteps([step]).map((read) => ({ reason, step: read })),
        ),
      }
    : undefined
  return { ...applied, pending, transactions: record.transactions, inflight, lost: record.lost }
}
