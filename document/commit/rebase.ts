import type { Node } from 'prosemirror-model'
import { ReplaceAroundStep, type Step, type StepResult, type Transform } from 'prosemirror-transform'
import '../prosemirror-internals.ts'
import { fitStep } from './fit-step.ts'
import { MoveStep } from './move-step.ts'
import { createTakenBack } from './taken-back.ts'
import { createTornRanges, type TornRanges } from './torn-range.ts'
import './transform-guard.ts'

/** A step that stands in a document but not yet in the log, with what takes it back. */
export interface PendingStep {
  readonly step: Step
  readonly inverse: Step
}

/**
 * Why a step could not be placed: `deleted`, what it touched is gone; `unfit`, it no longer fits there;
 * `invalid`, its result would break the schema; `limit`, its result would pass a limit.
 */
export type DropReason = 'deleted' | 'unfit' | 'invalid' | 'limit'

/** What became of pending steps. Each one is in exactly one of the lists, in its old order. */
export interface Rebased<P extends PendingStep> {
  readonly kept: P[]
  readonly dropped: { readonly pending: P; readonly reason: DropReason }[]
}

/** What a caller may ask beyond the plain rebase. */
export interface RebaseOptions {
  /**
   * Pending steps whose fate `over` already tells, pending index → index in `over`, null when the log did not
   * place it. None is applied again; a placed one is tied to the log's version of itself, so that positions
   * inside its content survive.
   */
  readonly own?: ReadonlyMap<number, number | null>
  /** Judges each result; a reason drops the step. */
  readonly judge?: (doc: Node) => DropReason | undefined
}

/**
 * Puts pending steps on top of steps that entered the log before them. `transform` starts at a document with
 * the pending steps applied and ends at: that document without them, plus `over`, plus what of them could be
 * placed. Both sides of the wire run this very function; the server calls it once for each commit.
 *
 * The method is `rebaseSteps` of prosemirror-collab: undo, apply, redo, with each redone step mirrored to its
 * own inverse so that positions inside one's own text survive the round trip. Where blocks were moved, a step whose
 * range a move has torn apart is dropped as unfit. What takes back another pending step takes back what has become of
 * that, or nothing when it was dropped.
 *
 * Throws when `over` does not apply, which means that the document and the log are not of one past.
 */
export function rebase<P extends PendingStep>(
  transform: Transform,
  pending: readonly P[],
  over: readonly Step[],
  { own, judge }: RebaseOptions = {},
): Rebased<P> {
  const start = transform.steps.length
  const isMove = (step: Step) => step instanceof MoveStep
  const hasMoves = over.some(isMove) || pending.some(({ step }) => isMove(step))
  const torn = hasMoves ? createTornRanges(transform.mapping) : undefined
  const inverseOf = (index: number) => start + pending.length - 1 - index
  for (let i = pending.length - 1; i >= 0; i--) transform.step((pending[i] as P).inverse)
  for (const step of over) transform.step(step)

  const rebased: Rebased<P> = { kept: [], dropped: [] }
  const taken = createTakenBack(pending, transform.mapping, inverseOf)
  pending.forEach((item, index) => {
    const overIndex = own?.get(index)
    if (overIndex !== undefined) {
      if (overIndex !== null)
        transform.mapping.setMirror(inverseOf(index), start + pending.length + overIndex)
      return
    }
    const exact = taken.stepFor(index)
    const mapped = exact ?? mapStep(transform, item.step, inverseOf(index) + 1, torn)
    const before = transform.doc
    const reason = typeof mapped === 'string' ? mapped : tryStep(transform, mapped, judge)
    if (reason || typeof mapped === 'string') {
      rebased.dropped.push({ pending: item, reason: reason ?? 'deleted' })
      taken.dropped(index)
      return
    }
    const kept = { ...item, step: mapped, inverse: mapped.invert(before) }
    if (exact) taken.tie(index)
    else {
      transform.mapping.setMirror(inverseOf(index), transform.steps.length - 1)
      torn?.keep(item.step, inverseOf(index) + 1)
    }
    taken.kept(index, kept.inverse)
    rebased.kept.push(kept)
  })
  return rebased
}

/** A step with its inverse, for a document it applies to. */
export function toPending(step: Step, before: Node): PendingStep {
  return { step, inverse: step.invert(before) }
}

/** The step as it is now, from the map at `start` on; or why there is none. */
function mapStep(
  { doc, mapping }: Transform,
  step: Step,
  start: number,
  torn: TornRanges | undefined,
): Step | DropReason {
  const mapped = step.map(mapping.slice(start))
  if (!mapped || isEmptied(step, mapped)) return 'deleted'
  if (torn?.isTorn(step, mapped, start)) return 'unfit'
  return fitStep(doc, mapped)
}

/** A block that was to become something else is gone: without this an empty one would come back in its place. */
function isEmptied(step: Step, mapped: Step): boolean {
  if (!(step instanceof ReplaceAroundStep && mapped instanceof ReplaceAroundStep)) return false
  return step.from < step.to && mapped.from === mapped.to
}

function tryStep(
  transform: Transform,
  step: Step,
  judge: ((doc: Node) => DropReason | undefined) | undefined,
): DropReason | undefined {
  const result = attempt(transform.doc, step)
  if (!result?.doc) return 'unfit'
  const verdict = judge?.(result.doc)
  if (verdict) return verdict
  transform.step(step)
  return undefined
}

/** Applies a step without trusting it: some steps throw where `apply` promises a failed result. */
export function attempt(doc: Node, step: Step): StepResult | undefined {
  try {
    return step.apply(doc)
  } catch {
    return undefined
  }
}
