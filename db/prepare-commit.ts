import { type BegunAtBase, beginAtBaseInParts } from '../document/commit/begin-at-base.ts'
import {
  type Decision,
  decideInParts,
  type Progressed,
  refuseEarly,
  type Since,
} from '../document/commit/decide.ts'
import { type ReadSteps, readStepsInParts } from '../document/commit/sound-step.ts'
import { countSteps, isRun, type WireStep, writeStepsInParts } from '../document/commit/wire-steps.ts'
import type { Parts } from '../document/parts.ts'
import { MAX_STEPS } from '../document/protocol/limits.ts'
import { SCHEMA_VERSION } from '../document/protocol/version.ts'
import { weighInParts } from '../document/schema/document-weight.ts'
import { writeJsonInParts } from '../document/schema/write-json.ts'
import { type AppendDeps, isDueAfter, type WrittenCommit } from './append-event.ts'
import type { ArrivedCommit } from './document-log.ts'
import type { EventTable } from './events.ts'
import { type HeadState, type Heads, headOf } from './heads.ts'
import { bytesOfVersion } from './held-bytes.ts'
import { fingerprint } from './new-content.ts'

/** A commit with less of everything is recorded in a few milliseconds, and is not prepared. */
const LARGE = {
  /** The bytes of its request. */
  bytes: 65_536,
  /** Its own steps, and what they and the commits since its base come to together. */
  steps: 250,
  /** How far its steps reach together. */
  reach: 10_000,
  /** What the versions since its base hold, in bytes. */
  passed: 1_000_000,
} as const

/** So few may as well be prepared for being placed among others: somebody may write meanwhile. */
const FEW_STEPS = 500

/**
 * What was done for a commit before its transaction. It holds for one version of the document: the transaction asks
 * whether that is still the head, and does over what is not.
 */
export interface PreparedCommit {
  read?: ReadSteps
  begun?: BegunAtBase
  /** Somebody wrote into the document meanwhile. Who wants to write there next waits until this commit is recorded. */
  isOvertaken?: boolean
  decided?: Decided
}

/** What the log does with the commit where this version is its head. */
export interface Decided {
  readonly key: number
  readonly seq: number
  readonly decision: Decision
  readonly written?: WrittenCommit | undefined
}

/** The tables and heads that preparing looks at. */
export interface PrepareDeps extends Pick<AppendDeps, 'snapshotEvery'> {
  readonly heads: Heads
  readonly events: Pick<EventTable, 'isRecorded'>
}

/** True for a commit that is worth preparing: what is not large by itself may be late, or be for a document not in memory. */
export function isLarge(
  heads: Pick<Heads, 'isAtHand' | 'load'>,
  { document, commit, bytes = 0 }: ArrivedCommit,
): boolean {
  if (bytes >= LARGE.bytes || commit.steps.length > LARGE.steps) return true
  const steps = countSteps(commit.steps)
  if (steps > LARGE.steps || reachOf(commit.steps) > LARGE.reach) return true
  if (!heads.isAtHand(document)) return true
  const state = heads.load(document)
  if (!state) return false
  // A version that is read again from disk.
  if (commit.base < (state.ring[0]?.seq ?? 0)) return true
  const passed = state.ring.filter(({ seq }) => seq > commit.base)
  const behind = headOf(state).seq - commit.base
  const total = (sum: number, add: number) => sum + add
  return (
    passed.map((version) => version.steps.length).reduce(total, steps * behind) > LARGE.steps ||
    passed.map((version) => version.bytes).reduce(total, 0) > LARGE.passed
  )
}

/** How far steps reach from their first to their last place, together. What is no number is refused later. */
function reachOf(steps: readonly WireStep[]): number {
  let reach = 0
  for (const step of steps) {
    if (isRun(step)) continue
    const [from, to] = [Number(step['from']), Number(step['to'])]
    if (to > from) reach += to - from
  }
  return reach
}

/**
 * Prepares a commit before its transaction, a part at a time, so that others get their turns in between; what is done
 * already stands in `prepared`. Only committed heads are looked at, and nothing is written.
 */
export function* prepareCommit(
  deps: PrepareDeps,
  { commit, document }: ArrivedCommit,
  prepared: PreparedCommit,
): Parts<void> {
  if (countSteps(commit.steps) > MAX_STEPS) return
  let state = yield* deps.heads.loadInParts(document)
  // What has its answer already is not decided again.
  if (state && deps.events.isRecorded(state.key, commit.id)) return
  const read = yield* readStepsInParts(commit.steps)
  prepared.read = read
  if (read.kind !== 'steps') return
  const incoming = { ...commit, steps: read.steps }
  const progressed: Progressed = {}
  let since: Since | undefined
  while (state && !state.isTrashed) {
    const head = headOf(state)
    const logHead = { epoch: state.epoch, schema: SCHEMA_VERSION, seq: head.seq }
    if (refuseEarly(logHead, incoming)) return
    const seen: Decided | undefined = prepared.decided
    const later = yield* deps.heads.sinceInParts(state, seen?.seq ?? commit.base)
    if (!later) return
    since = since ? { ...since, head: later.head, commits: [...since.commits, ...later.commits] } : later
    progressed.begunAtBase ??= yield* beginAtBaseInParts(since, read.steps, read.steps.length <= FEW_STEPS)
    const decision = yield* decideInParts(logHead, incoming, since, progressed)
    prepared.begun = progressed.begunAtBase
    const written = decision.kind === 'placed' ? yield* writePlaced(deps, state, decision) : undefined
    prepared.decided = { key: state.key, seq: head.seq, decision, written }
    const now = deps.heads.known(document)
    if (!now || headOf(now) === head) return
    prepared.isOvertaken = true
    state = now
  }
}

function* writePlaced(
  { snapshotEvery }: PrepareDeps,
  state: HeadState,
  { steps, doc }: Extract<Decision, { kind: 'placed' }>,
): Parts<WrittenCommit> {
  const head = headOf(state).doc
  const json = yield* writeStepsInParts(steps)
  yield* weighInParts(doc, head)
  const written = { steps, json, bytes: bytesOfVersion(head, doc, steps) }
  yield
  if (!isDueAfter(snapshotEvery, state, { ...written, doc })) return written
  const snapshot = yield* writeJsonInParts(doc)
  return { ...written, snapshot: { doc, json: snapshot, hash: fingerprint(snapshot) } }
}
