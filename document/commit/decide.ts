import type { Node } from 'prosemirror-model'
import type { Step } from 'prosemirror-transform'
import { inOneGo, type Parts } from '../parts.ts'
import { findFault, findFaultInParts } from '../schema/document-checks.ts'
import { isOverweight, plus, weigh, weighChange, weighInParts } from '../schema/document-weight.ts'
import { type BegunAtBase, beginAtBaseInParts, isFor, MAX_COMMIT_WORK } from './begin-at-base.ts'
import { TooMuchWork } from './open-document.ts'
import { type Begun, goOn, type OnTheWay, type Placed, setOut, toPlaced } from './place.ts'
import type { Judge } from './rebase.ts'

/** How far behind the head a commit may be based, in commits. */
export const MAX_COMMITS_BEHIND = 200

/** The most that a commit's steps times the commits since its base may be. */
export const MAX_STEPS_TIMES_COMMITS = 20_000

/** The most steps that commits since a commit's base may hold together. */
export const MAX_STEPS_BEHIND = 20_000

/** The most maps that positions may be taken through to bring a commit to the head: about a tenth of a second. */
export const MAX_MAPPING_WORK = 10_000_000

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
  return inOneGo(decideInParts(head, incoming, since, prepared ? { begunAtBase: prepared } : {}))
}

/** What was done already of deciding on a commit: it holds for the same base, and the commits that were seen. */
export interface Progressed {
  begunAtBase?: BegunAtBase
  /** Where it stands after the first of the commits since its base. */
  way?: OnTheWay
}

/** The same in parts. What it has done it notes in `progressed`, so that it may be gone on from when more is there. */
export function* decideInParts(
  head: Head,
  incoming: Incoming,
  since: Since,
  progressed: Progressed,
): Parts<Decision> {
  const early = refuseEarly(head, incoming)
  if (early) return early
  if (incoming.chain !== undefined && incoming.chain !== since.chain) {
    return { kind: 'refused', code: 'chain-broken' }
  }
  if (mappingWork(incoming.steps, since.commits) > MAX_MAPPING_WORK) {
    return { kind: 'refused', code: 'stale' }
  }
  let known = progressed.begunAtBase
  if (!known || !isFor(known, since, incoming.steps)) {
    known = yield* beginAtBaseInParts(since, incoming.steps)
    progressed.begunAtBase = known
    delete progressed.way
  }
  const { begun } = known
  if ('kind' in begun) return begun
  if (since.commits.length === 0) {
    return { kind: 'placed', doc: begun.doc, steps: incoming.steps, dropped: [] }
  }
  try {
    return { kind: 'placed', ...(yield* placeAmongOthers(since, begun, progressed)) }
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

function* placeAmongOthers(since: Since, begun: Begun, progressed: Progressed): Parts<Placed> {
  const limit = MAX_COMMIT_WORK
  const way = yield* goOn(progressed.way ?? setOut(begun), since.commits, { limit })
  progressed.way = way
  const isSound = (yield* findFaultInParts(way.doc, since.head)) === undefined
  const weight = yield* weighInParts(way.doc, since.head)
  if (isSound && !isOverweight(weight, yield* weighInParts(since.head))) return toPlaced(way)
  const judge = createJudge(since.head)
  return toPlaced(yield* goOn(setOut(begun), since.commits, { limit, judge }))
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
