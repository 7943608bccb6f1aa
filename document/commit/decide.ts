import type { Node } from 'prosemirror-model'
import type { Step } from 'prosemirror-transform'
import { findFault } from '../schema/document-checks.ts'
import { isOverweight, MAX_DOCUMENT_SIZE, plus, weigh, weighChange } from '../schema/document-weight.ts'
import { LightTransform } from './light-transform.ts'
import { OpenDocument, TooMuchWork } from './open-document.ts'
import { type Begun, type Placed, placeSteps } from './place.ts'
import type { Judge, PendingStep } from './rebase.ts'
import { findRangeFault } from './sound-step.ts'

/** How far behind the head a commit may be based, in commits. */
export const MAX_COMMITS_BEHIND = 200

/** The most that a commit's steps times the commits since its base may be. */
export const MAX_STEPS_TIMES_COMMITS = 20_000

/** The most steps that commits since a commit's base may hold together. */
export const MAX_STEPS_BEHIND = 20_000

/** The most maps that positions may be taken through to bring a commit to the head: about a tenth of a second. */
export const MAX_MAPPING_WORK = 10_000_000

/** The most that putting a commit on its base, or taking it over others from there, may copy (`OpenDocument`). */
export const MAX_COMMIT_WORK = 5_000_000

/** The past a document's log stands for. */
export interface Head {
  readonly epoch: string
  readonly schema: string
  readonly seq: number
}

/** What a commit says about the past it was made on. `chain` may be left out by simple scripts. */
export interface Incoming {
  readonly epoch: string
  readonly schema: string
  readonly base: number
  readonly chain?: string | undefined
  readonly steps: readonly Step[]
}

/** The log between a commit's base and the head. */
export interface Since {
  /** The chain at `base`. */
  readonly chain: string
  /** The document at `base`. */
  readonly doc: Node
  /** The document at the head. */
  readonly head: Node
  /** The steps of each commit after `base`, up to the head. */
  readonly commits: readonly (readonly Step[])[]
}

/** Why a commit is not taken at all; nothing is stored. The codes stand in `protocol/refusals.ts`. */
export type CommitRefusal =
  | {
      readonly kind: 'refused'
      readonly code: 'epoch-changed' | 'schema-changed' | 'chain-broken' | 'ahead' | 'stale'
    }
  | { readonly kind: 'refused'; readonly code: 'document-too-large' | 'too-many-steps' }
  | {
      readonly kind: 'refused'
      readonly code: 'unsound-step'
      readonly index: number
      readonly reason: string
    }

/** What the log does with a commit. */
export type Decision = ({ readonly kind: 'placed' } & Placed) | CommitRefusal

/**
 * Refuses a commit by what it says of the log alone, before its base is loaded: another epoch or schema, a
 * base that does not exist yet or lies too far back. Undefined: go on with `decide`.
 */
export function refuseEarly(head: Head, incoming: Incoming): CommitRefusal | undefined {
  if (incoming.epoch !== head.epoch) return { kind: 'refused', code: 'epoch-changed' }
  if (incoming.schema !== head.schema) return { kind: 'refused', code: 'schema-changed' }
  const behind = head.seq - incoming.base
  if (behind < 0) return { kind: 'refused', code: 'ahead' }
  if (behind > MAX_COMMITS_BEHIND || behind * incoming.steps.length > MAX_STEPS_TIMES_COMMITS) {
    return { kind: 'refused', code: 'stale' }
  }
  return undefined
}

/**
 * The heart of the log: which steps, on top of the head, a commit becomes. Pure. A commit whose steps are
 * sound and fit its base is never refused for what others did meanwhile: what cannot be placed is dropped
 * with a reason. It may keep no step at all and still be placed, because its id must have a fate. What was
 * `prepared` on the very same base is not done again.
 */
export function decide(head: Head, incoming: Incoming, since: Since, prepared?: BegunAtBase): Decision {
  const early = refuseEarly(head, incoming)
  if (early) return early
  if (incoming.chain !== undefined && incoming.chain !== since.chain) {
    return { kind: 'refused', code: 'chain-broken' }
  }
  if (mappingWork(incoming.steps, since.commits) > MAX_MAPPING_WORK) {
    return { kind: 'refused', code: 'stale' }
  }
  const known = prepared && isFor(prepared, since, incoming.steps) ? prepared : undefined
  const { begun } = known ?? beginAtBase(since, incoming.steps)
  if ('kind' in begun) return begun
  if (since.commits.length === 0) {
    return { kind: 'placed', doc: begun.doc, steps: incoming.steps, dropped: [] }
  }
  try {
    return { kind: 'placed', ...placeAmongOthers(incoming.steps, since, begun) }
  } catch (error) {
    if (error instanceof TooMuchWork) return { kind: 'refused', code: 'stale' }
    throw error
  }
}

/** Through how many maps the positions of a commit go: back, over each commit since and forth again. */
function mappingWork(steps: readonly Step[], commits: Since['commits']): number {
  let work = 0
  for (const over of commits) work += steps.length * (2 * steps.length + over.length)
  return work
}

function placeAmongOthers(steps: readonly Step[], since: Since, begun: Begun): Placed {
  const options = { begun, limit: MAX_COMMIT_WORK }
  const placed = placeSteps(since.doc, steps, since.commits, options)
  const isSound = findFault(placed.doc, since.head) === undefined
  if (isSound && !isOverweight(weigh(placed.doc, since.head), weigh(since.head))) return placed
  return placeSteps(since.doc, steps, since.commits, { ...options, judge: createJudge(since.head) })
}

/** Judges one step after the other; begins at the document where the first one goes. */
function createJudge(doc: Node): Judge {
  let weight = weigh(doc)
  return (before, after) => {
    const next = plus(weight, weighChange(before, after))
    if (isOverweight(next, weight)) return 'limit'
    if (findFault(after, before) !== undefined) return 'invalid'
    weight = next
    return undefined
  }
}

/** A commit on its base, or why it does not fit there: it follows from these steps and this document alone. */
export interface BegunAtBase {
  readonly base: Node
  readonly steps: readonly Step[]
  /** Whether it has what takes its steps back. */
  readonly hasInverses: boolean
  readonly begun: Begun | CommitRefusal
}

function isFor({ base, steps, hasInverses }: BegunAtBase, { doc, commits }: Since, asked: readonly Step[]) {
  return base === doc && steps === asked && (hasInverses || commits.length === 0)
}

/** The commit on its base, with what takes its steps back where that will be, or may be, asked for. Changes nothing. */
export function beginAtBase(since: Since, steps: readonly Step[], mayBeLate = false): BegunAtBase {
  const hasInverses = mayBeLate || since.commits.length > 0
  return { base: since.doc, steps, hasInverses, begun: putOnBase(since.doc, steps, hasInverses) }
}

function putOnBase(base: Node, steps: readonly Step[], withInverses: boolean): Begun | CommitRefusal {
  const open = new OpenDocument(base, MAX_COMMIT_WORK)
  const transform = new LightTransform(open)
  const pending: PendingStep[] = []
  for (const [index, step] of steps.entries()) {
    const fault = findRangeFault(step, transform)
    if (fault) return unsound(index, fault)
    try {
      const inverse = withInverses ? transform.invert(step) : step
      const refused = transform.tryStep(step)
      if (refused) return unsound(index, refused.failed)
      pending.push({ step, inverse })
    } catch (error) {
      if (error instanceof TooMuchWork) return { kind: 'refused', code: 'too-many-steps' }
      return unsound(index, 'it does not fit the document')
    }
  }
  const { doc } = transform
  if (doc.content.size > MAX_DOCUMENT_SIZE) return { kind: 'refused', code: 'document-too-large' }
  const fault = findFault(doc, base)
  if (fault) return unsound(Math.max(0, steps.length - 1), fault)
  if (isOverweight(weigh(doc, base), weigh(base))) return { kind: 'refused', code: 'document-too-large' }
  return { doc, pending }
}

function unsound(index: number, reason: string): CommitRefusal {
  return { kind: 'refused', code: 'unsound-step', index, reason }
}
