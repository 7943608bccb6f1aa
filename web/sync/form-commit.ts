import { encodeSteps } from '../../document/commit/wire-steps.ts'
import { MAX_STEPS } from '../../document/protocol/limits.ts'
import type { PostCommit } from '../../document/protocol/post-commit.ts'
import { SCHEMA_VERSION } from '../../document/protocol/version.ts'
import { fitLost } from './fit-lost.ts'
import { type ClientStep, type SyncState, takeFlight } from './sync-state.ts'

/** How much one commit carries, unless a single step is larger. */
export const COMMIT_STEPS = 200
export const COMMIT_BYTES = 65_536

/** Names for a commit that is about to leave. */
export interface CommitNames {
  readonly id: string
  readonly client: string
}

/** What bounds one commit. */
export interface FormLimits {
  readonly steps: number
  readonly bytes: number
  /** What not even a single transaction may pass, in steps. */
  readonly most: number
}

/** True when there is something the server does not know and nothing is under way. */
export function hasUnsent(state: SyncState): boolean {
  return !state.inflight && (state.pending.length > 0 || state.lost.length > 0)
}

/**
 * Takes the next commit: whole transactions from the oldest pending step on, frozen as bytes under a fresh
 * id. `steps` and `bytes` bound it; a transaction that alone has more bytes, or more steps than `most`, is cut between
 * its steps.
 */
export function formCommit(
  state: SyncState,
  names: CommitNames,
  { steps = COMMIT_STEPS, bytes = COMMIT_BYTES, most = MAX_STEPS }: Partial<FormLimits> = {},
): SyncState {
  const count = Math.min(countToSend(state.pending, steps, bytes), most)
  const { now: lost, later } = fitLost(state.lost, bytes)
  const commit = {
    ...names,
    epoch: state.confirmed.epoch,
    schema: SCHEMA_VERSION,
    base: state.confirmed.seq,
    chain: state.confirmed.chain,
    steps: encodeSteps(state.pending.slice(0, count).map(({ step }) => step)),
    ...(lost.length ? { lost: [...lost] } : {}),
  } satisfies Record<keyof Omit<PostCommit, 'tags' | 'lost'>, unknown>
  const taken = takeFlight({ ...state, lost }, names.id, JSON.stringify(commit), count)
  return { ...taken, lost: later }
}

function countToSend(pending: readonly ClientStep[], maxSteps: number, maxBytes: number): number {
  let ended = 0
  let bytes = 0
  for (const [i, { step, transaction }] of pending.entries()) {
    bytes += JSON.stringify(step).length
    if (i > 0 && bytes > maxBytes) return ended || i
    if (ended > 0 && i >= maxSteps) return ended
    if (pending[i + 1]?.transaction !== transaction) ended = i + 1
  }
  return ended
}
