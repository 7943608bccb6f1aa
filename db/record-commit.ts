import { type Decision, decide, type Incoming, refuseEarly } from '../document/commit/decide.ts'
import { readSteps } from '../document/commit/sound-step.ts'
import { countSteps } from '../document/commit/wire-steps.ts'
import type { CommitId } from '../document/protocol/ids.ts'
import { MAX_STEPS } from '../document/protocol/limits.ts'
import type { CommitAnswer } from '../document/protocol/post-commit.ts'
import type { RefusalCode } from '../document/protocol/refusals.ts'
import { SCHEMA_VERSION } from '../document/protocol/version.ts'
import { type AppendDeps, appendEvent } from './append-event.ts'
import type { ArrivedCommit, Recorded } from './document-log.ts'
import type { EventTable } from './events.ts'
import { type HeadState, type Heads, headOf } from './heads.ts'
import type { PeopleTable } from './people.ts'
import type { PreparedCommit } from './prepare-commit.ts'
import type { ResidueTable } from './residue.ts'

/** All that recording a commit touches. */
export interface RecordDeps extends AppendDeps {
  readonly heads: Heads
  readonly people: PeopleTable
  readonly residue: ResidueTable
  readonly now: () => number
}

/** What recording did: the answer, and the head it left if it wrote an event. */
export interface RecordResult {
  readonly recorded: Recorded
  readonly state?: HeadState
}

/**
 * Records one commit inside the caller's transaction, on the head handed in, which may be one that an
 * earlier commit of the same transaction left. The order of its questions is design §4, "the server's
 * decision". There is no await between reading the head and writing the row: the event loop is the lock.
 * What was `prepared` decides nothing: it is taken where it is about the same version.
 */
export function recordCommit(
  deps: RecordDeps,
  arrived: ArrivedCommit,
  state: HeadState,
  prepared: PreparedCommit = {},
): RecordResult {
  const { commit, person } = arrived
  const requestHash = Buffer.from(arrived.requestHash, 'hex')
  const repeat = findRepeat(deps.events, state.key, commit.id, requestHash)
  if (repeat) return { recorded: repeat }

  const objection = arrived.objection?.()
  if (objection) return refuse(objection)
  if (state.isTrashed) return refuse('in-trash')
  const head = headOf(state)
  const logHead = { epoch: state.epoch, schema: SCHEMA_VERSION, seq: head.seq }
  if (countSteps(commit.steps) > MAX_STEPS) return refuse('too-many-steps')
  const read = prepared.read ?? readSteps(commit.steps)
  if (read.kind === 'unsound') return { recorded: { ...read, kind: 'refused', code: 'unsound-step' } }
  const incoming = { ...commit, steps: read.steps }
  const early = refuseEarly(logHead, incoming)
  if (early) return { recorded: early }
  const { decided } = prepared
  const isDecided = decided?.key === state.key && decided.seq === head.seq
  const decision = isDecided ? decided.decision : decideNow(deps, state, incoming, prepared)
  if (decision.kind === 'refused') return { recorded: decision }

  const author = { id: person, key: deps.people.keyOf(person) }
  const client = deps.people.clientOf(commit.client, author)
  if (client === 'taken') return refuse('client-taken')
  const at = deps.now()
  const next = appendEvent(deps, state, {
    ...decision,
    id: commit.id,
    client,
    person: author,
    at,
    requestHash,
    tags: commit.tags,
    written: isDecided ? decided.written : undefined,
  })
  const { seq, chain } = headOf(next)
  const source = { document: state.key, person: author.key, seq, commit: commit.id, at }
  deps.residue.keepDropped(source, read.steps, decision.dropped)
  deps.residue.keepLost(source, commit.lost ?? [])
  if (arrived.told !== undefined) deps.events.keepTold(state.key, seq, arrived.told)
  deps.people.noteVisit(author.key, state.key)
  const answer: CommitAnswer = {
    id: commit.id,
    seq,
    chain: chain.toString('base64url'),
    dropped: decision.dropped,
  }
  return { recorded: { kind: 'recorded', answer }, state: next }
}

function decideNow(
  { heads }: RecordDeps,
  state: HeadState,
  incoming: Incoming,
  { begun }: PreparedCommit,
): Decision {
  const since = heads.since(state, incoming.base)
  if (!since) return { kind: 'refused', code: 'stale' }
  return decide(
    { epoch: state.epoch, schema: SCHEMA_VERSION, seq: headOf(state).seq },
    incoming,
    since,
    begun,
  )
}

/**
 * What became of a commit that was recorded under this id: its answer again, or `id-reused` for other bytes.
 * Undefined when there is none. It stands before every other question: what has a fate keeps it.
 */
export function findRepeat(
  events: Pick<EventTable, 'findById'>,
  document: number,
  id: CommitId,
  requestHash: Buffer,
): Recorded | undefined {
  const known = events.findById(document, id)
  if (!known) return undefined
  if (!known.requestHash.equals(requestHash)) return { kind: 'refused', code: 'id-reused' }
  const { seq, chain, dropped, told } = known
  return { kind: 'repeated', answer: { id, seq, chain, dropped }, told }
}

function refuse(code: RefusalCode): RecordResult {
  return { recorded: { kind: 'refused', code } }
}
