import type { Node } from 'prosemirror-model'
import {
  type AddMarkStep,
  AttrStep,
  type RemoveMarkStep,
  ReplaceAroundStep,
  type ReplaceStep,
  type Step,
} from 'prosemirror-transform'
import { inOneGo, type Parts, Progress } from '../parts.ts'
import { isWellFormed } from '../schema/attributes.ts'
import { MoveStep } from './move-step.ts'
import { readStep } from './read-step.ts'
import { expandRun, isRun, type WireStep } from './wire-steps.ts'

/** A step that no document could take. `index` counts expanded steps. */
export interface UnsoundStep {
  readonly index: number
  readonly reason: string
}

/** Steps read from the wire, or the first one that is not sound in itself. */
export type ReadSteps =
  | { readonly kind: 'steps'; readonly steps: Step[] }
  | ({ readonly kind: 'unsound' } & UnsoundStep)

/**
 * Reads the steps of a commit and checks all that can be known without a document: listed types, known node
 * types, marks and attribute values, whole positions, text that is well-formed UTF-16.
 */
export function readSteps(wire: readonly WireStep[]): ReadSteps {
  return inOneGo(readStepsInParts(wire))
}

/** The same in parts, however much a step holds. */
export function* readStepsInParts(wire: readonly WireStep[]): Parts<ReadSteps> {
  const steps: Step[] = []
  const progress = new Progress()
  for (const item of wire) {
    if (progress.ends(STEP_SIZE)) yield
    const reason = isRun(item) ? runFault(item.run) : undefined
    if (reason) return { kind: 'unsound', index: steps.length, reason }
    try {
      if (isRun(item)) for (const step of expandRun(item)) steps.push(step)
      else steps.push(yield* readStep(item, progress))
    } catch (error) {
      return { kind: 'unsound', index: steps.length, reason: messageOf(error) }
    }
  }
  return { kind: 'steps', steps }
}

/** Reading a step is as much work as reading so many nodes. */
const STEP_SIZE = 8

/** Reads steps that were sound when they were stored. Throws when one is not: the log is damaged. */
export function readStoredSteps(wire: readonly WireStep[]): Step[] {
  const read = readSteps(wire)
  if (read.kind === 'unsound') throw new Error(`stored step ${read.index}: ${read.reason}`)
  return read.steps
}

/**
 * Why a step's positions do not fit a document of this size, or undefined when they do. A backward range
 * passes ProseMirror's own `apply` and `check` and corrupts every copy, so it is refused here.
 */
export function findRangeFault(
  step: Step,
  doc: { readonly size: number; nodeAt(pos: number): Node | null },
): string | undefined {
  const { size } = doc
  if (step instanceof ReplaceAroundStep) {
    const ordered = isOrdered([0, step.from, step.gapFrom, step.gapTo, step.to, size])
    if (!ordered) return 'its positions are not in order or outside the document'
    return isOrdered([0, step.insert, step.slice.size]) ? undefined : 'its gap lies outside the slice'
  }
  if (step instanceof AttrStep) {
    if (step.pos >= size) return 'its position is outside the document'
    const node = doc.nodeAt(step.pos)
    return node && !node.isText && Object.hasOwn(node.type.spec.attrs ?? {}, step.attr)
      ? undefined
      : 'there is no node with this attribute at its position'
  }
  if (step instanceof MoveStep) {
    const { from, to, at } = step
    if (from >= to || !isOrdered([0, from, to, size]) || !isOrdered([0, at, size])) {
      return 'its range is empty, backward or outside the document'
    }
    return at > from && at < to ? 'it would move into itself' : undefined
  }
  const { from, to } = step as ReplaceStep | AddMarkStep | RemoveMarkStep
  return isOrdered([0, from, to, size]) ? undefined : 'its range is backward or outside the document'
}

function isOrdered(positions: number[]): boolean {
  return positions.every((position, i) => i === 0 || position >= (positions[i - 1] ?? 0))
}

function runFault(run: { at: number; text: string }): string | undefined {
  if (!Number.isInteger(run.at) || run.at < 0) return 'a run starts at a whole position'
  if (run.text.length === 0) return 'a run without text'
  return isWellFormed(run.text) ? undefined : 'its text has a lone surrogate'
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'it cannot be read'
}
