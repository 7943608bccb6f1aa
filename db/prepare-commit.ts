import { type BegunAtBase, beginAtBase, refuseEarly } from '../document/commit/decide.ts'
import { type ReadSteps, readSteps } from '../document/commit/sound-step.ts'
import { countSteps, writeSteps } from '../document/commit/wire-steps.ts'
import { MAX_STEPS } from '../document/protocol/limits.ts'
import { SCHEMA_VERSION } from '../document/protocol/version.ts'
import { writeJson } from '../document/schema/write-json.ts'
import { type AppendDeps, isDueAfter, type WrittenCommit } from './append-event.ts'
import type { ArrivedCommit } from './document-log.ts'
import { type Heads, headOf } from './heads.ts'
import { fingerprint } from './new-content.ts'

/** From this size on a commit is prepared, in bytes of its request: a smaller one is recorded in a few milliseconds. */
const LARGE_BYTES = 65_536

/** So few may as well be prepared for being placed among others: somebody may write meanwhile. */
const FEW_STEPS = 500

/**
 * What a commit needs that follows from its steps and one version of the document alone. It decides nothing: the
 * transaction asks whether it is still about the same version, and does over what is not.
 */
export interface PreparedCommit {
  read?: ReadSteps
  begun?: BegunAtBase
  written?: WrittenCommit
}

/** True for a commit that is worth preparing. */
export function isLarge({ bytes = 0 }: ArrivedCommit): boolean {
  return bytes >= LARGE_BYTES
}

/** The tables and heads that preparing looks at. */
export interface PrepareDeps extends Pick<AppendDeps, 'snapshotEvery'> {
  readonly heads: Heads
}

/**
 * Prepares a commit before its transaction, a part at a time, so that others get their turns in between.
 * Only committed heads are looked at, and nothing is written.
 */
export function* prepareCommit(deps: PrepareDeps, arrived: ArrivedCommit): Generator<PreparedCommit> {
  const { commit, document } = arrived
  if (countSteps(commit.steps) > MAX_STEPS) return
  const prepared: PreparedCommit = { read: readSteps(commit.steps) }
  yield prepared
  const state = deps.heads.load(document)
  if (!state || state.isTrashed || prepared.read?.kind !== 'steps') return
  const { steps } = prepared.read
  const head = headOf(state)
  const logHead = { epoch: state.epoch, schema: SCHEMA_VERSION, seq: head.seq }
  const since = refuseEarly(logHead, { ...commit, steps }) ? undefined : deps.heads.since(state, commit.base)
  if (!since) return
  prepared.begun = beginAtBase(since, steps, steps.length <= FEW_STEPS)
  yield prepared
  const { begun } = prepared.begun
  if (since.commits.length > 0 || 'kind' in begun) return
  const json = writeSteps(steps)
  prepared.written = { steps, json }
  yield prepared
  if (!isDueAfter(deps.snapshotEvery, state, { ...prepared.written, doc: begun.doc })) return
  const snapshot = writeJson(begun.doc)
  prepared.written = {
    steps,
    json,
    snapshot: { doc: begun.doc, json: snapshot, hash: fingerprint(snapshot) },
  }
  yield prepared
}
