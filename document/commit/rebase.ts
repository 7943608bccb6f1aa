import type { Node } from 'prosemirror-model'
import { ReplaceAroundStep, type Step, type StepResult } from 'prosemirror-transform'
import { inOneGo, type Parts } from '../parts.ts'
import '../prosemirror-internals.ts'
import { fitStep, mayBeFitted } from './fit-step.ts'
import { LightTransform, type StepTarget } from './light-transform.ts'
import { MoveStep } from './move-step.ts'
import { TooMuchWork } from './open-document.ts'
import { createTakenBack } from './taken-back.ts'
import { stepThereAndBack } from './there-and-back.ts'
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

/**
 * Judges what a step would make of a document: both as they are, or what of them the step touches. A reason drops the
 * step; the next question is about the document without it.
 */
export type Judge = (before: Node, after: Node) => DropReason | undefined

/** What a caller may ask beyond the plain rebase. */
export interface RebaseOptions {
  /**
   * Pending steps whose fate `over` already tells, pending index → index in `over`, null when the log did not
   * place it. None is applied again; a placed one is tied to the log's version of itself, so that positions
   * inside its content survive.
   */
  readonly own?: ReadonlyMap<number, number | null>
  /** Judges each step that is placed, in their order. */
  readonly judge?: Judge | undefined
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
  transform: StepTarget,
  pending: readonly P[],
  over: readonly Step[],
  options: RebaseOptions = {},
): Rebased<P> {
  return inOneGo(rebaseInParts(transform, pending, over, options))
}

/** The same in parts: the server has others waiting. */
export function* rebaseInParts<P extends PendingStep>(
  transform: StepTarget,
  pending: readonly P[],
  over: readonly Step[],
  { own, judge }: RebaseOptions = {},
): Parts<Rebased<P>> {
  const start = transform.steps.length
  const isMove = (step: Step) => step instanceof MoveStep
  const hasMoves = over.some(isMove) || pending.some(({ step }) => isMove(step))
  const torn = hasMoves ? createTornRanges(transform.mapping) : undefined
  const inverseOf = (index: number) => start + pending.length - 1 - index
  for (let i = pending.length - 1; i >= 0; i--) {
    transform.step((pending[i] as P).inverse)
    yield
  }
  yield* stepThereAndBack(transform, over)

  const rebased: Rebased<P> = { kept: [], dropped: [] }
  const taken = createTakenBack(pending, transform.mapping, inverseOf)
  for (const [index, item] of pending.entries()) {
    yield
    const overIndex = own?.get(index)
    if (overIndex !== undefined) {
      if (overIndex !== null)
        transform.mapping.setMirror(inverseOf(index), start + pending.length + overIndex)
      continue
    }
    const exact = taken.stepFor(index)
    const mapped = exact ?? mapStep(transform, item.step, inverseOf(index) + 1, torn)
    const placed = typeof mapped === 'string' ? mapped : tryStep(transform, mapped, judge)
    if (typeof placed === 'string') {
      rebased.dropped.push({ pending: item, reason: placed })
      taken.dropped(index)
      continue
    }
    if (exact) taken.tie(index)
    else {
      transform.mapping.setMirror(inverseOf(index), transform.steps.length - 1)
      torn?.keep(item.step, inverseOf(index) + 1)
    }
    taken.kept(index, placed.inverse)
    rebased.kept.push({ ...item, ...placed })
  }
  return rebased
}

/** A step with its inverse, for a document it applies to. */
export function toPending(step: Step, before: Node): PendingStep {
  return { step, inverse: step.invert(before) }
}

/** The step as it is now, from the map at `start` on; or why there is none. */
function mapStep(
  target: StepTarget,
  step: Step,
  start: number,
  torn: TornRanges | undefined,
): Step | DropReason {
  const mapped = step.map(target.mapping.slice(start))
  if (!mapped || isEmptied(step, mapped)) return 'deleted'
  if (torn?.isTorn(step, mapped, start)) return 'unfit'
  if (!(target instanceof LightTransform)) return fitStep(target.doc, mapped)
  return mayBeFitted(mapped) && !target.isErasingOn(mapped)
    ? target.near(mapped, (near, doc) => fitStep(doc, near))
    : mapped
}

/** A block that was to become something else is gone: without this an empty one would come back in its place. */
function isEmptied(step: Step, mapped: Step): boolean {
  if (!(step instanceof ReplaceAroundStep && mapped instanceof ReplaceAroundStep)) return false
  return step.from < step.to && mapped.from === mapped.to
}

/** Applies a step if it fits and may stand, and answers it with what takes it back; or why not. */
function tryStep(target: StepTarget, step: Step, judge: Judge | undefined): PendingStep | DropReason {
  if (target instanceof LightTransform) return tryLightly(target, step, judge)
  const before = target.doc
  const after = attempt(before, step)?.doc
  if (!after) return 'unfit'
  const verdict = judge?.(before, after)
  if (verdict) return verdict
  target.step(step)
  return toPending(step, before)
}

function tryLightly(target: LightTransform, step: Step, judge: Judge | undefined): PendingStep | DropReason {
  try {
    const inverse = target.invert(step)
    const refused = target.tryStep(step, judge)
    if (refused === undefined) return { step, inverse }
    return typeof refused === 'string' ? refused : 'unfit'
  } catch (error) {
    if (error instanceof TooMuchWork) throw error
    return 'unfit'
  }
}

/** Applies a step without trusting it: some steps throw where `apply` promises a failed result. */
export function attempt(doc: Node, step: Step): StepResult | undefined {
  try {
    return step.apply(doc)
  } catch {
    return undefined
  }
}
