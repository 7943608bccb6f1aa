import type { Node } from 'prosemirror-model'
import type { Step } from 'prosemirror-transform'
import { findFault, MAX_DOCUMENT_SIZE } from '../schema/document-checks.ts'
import { type Placed, placeSteps } from './place.ts'
import { attempt, type DropReason } from './rebase.ts'
import { findRangeFault } from './sound-step.ts'

/** How far behind the head a commit may be based, in commits. */
export const MAX_COMMITS_BEHIND = 200

/** The most work one commit may ask for: its steps times the commits since its base. */
export const MAX_REBASE_WORK = 20_000

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
  /** The steps of each commit after `base`, up to the head. */
  readonly commits: readonly (readonly Step[])[]
}

/** Why a commit is not taken at all; nothing is stored. The codes stand in `protocol/refusals.ts`. */
export type CommitRefusal =
  | {
      readonly kind: 'refused'
      readonly code: 'epoch-changed' | 'schema-changed' | 'chain-broken' | 'ahead' | 'stale'
    }
  | { readonly kind: 'refused'; readonly code: 'document-too-large' }
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
  if (behind > MAX_COMMITS_BEHIND || behind * incoming.steps.length > MAX_REBASE_WORK) {
    return { kind: 'refused', code: 'stale' }
  }
  return undefined
}

/**
 * The heart of the log: which steps, on top of the head, a commit becomes. Pure. A commit whose steps are
 * sound and fit its base is never refused for what others did meanwhile: what cannot be placed is dropped
 * with a reason. It may keep no step at all and still be placed, because its id must have a fate.
 */
export function decide(head: Head, incoming: Incoming, since: Since): Decision {
  const early = refuseEarly(head, incoming)
  if (early) return early
  if (incoming.chain !== undefined && incoming.chain !== since.chain) {
    return { kind: 'refused', code: 'chain-broken' }
  }
  const unsound = checkAtBase(since.doc, incoming.steps)
  if (unsound) return unsound
  const placed = placeSteps(since.doc, incoming.steps, since.commits)
  const isMerged = since.commits.length > 0
  if (!isMerged || judge(placed.doc) === undefined) return { kind: 'placed', ...placed }
  return { kind: 'placed', ...placeSteps(since.doc, incoming.steps, since.commits, judge) }
}

function judge(doc: Node): DropReason | undefined {
  if (doc.content.size > MAX_DOCUMENT_SIZE) return 'limit'
  return findFault(doc) === undefined ? undefined : 'invalid'
}

function checkAtBase(base: Node, steps: readonly Step[]): CommitRefusal | undefined {
  let doc = base
  for (const [index, step] of steps.entries()) {
    const fault = findRangeFault(step, doc)
    if (fault) return { kind: 'refused', code: 'unsound-step', index, reason: fault }
    const result = attempt(doc, step)
    if (!result?.doc) {
      return {
        kind: 'refused',
        code: 'unsound-step',
        index,
        reason: result?.failed ?? 'it does not fit the document',
      }
    }
    doc = result.doc
  }
  if (doc.content.size > MAX_DOCUMENT_SIZE) return { kind: 'refused', code: 'document-too-large' }
  const fault = findFault(doc)
  if (!fault) return undefined
  return { kind: 'refused', code: 'unsound-step', index: Math.max(0, steps.length - 1), reason: fault }
}
