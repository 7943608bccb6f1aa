import type { Mark, Node } from 'prosemirror-model'
import {
  AddMarkStep,
  AttrStep,
  RemoveMarkStep,
  ReplaceAroundStep,
  ReplaceStep,
  Step,
} from 'prosemirror-transform'
import { isWellFormed } from '../schema/attributes.ts'
import { hasWellFormedText } from '../schema/document-checks.ts'
import { schema } from '../schema/schema.ts'
import { MoveStep } from './move-step.ts'
import { expandRun, isRun, type WireStep } from './wire-steps.ts'

/** The step types a commit may hold. Anything else ProseMirror knows is refused. */
export const STEP_TYPES: ReadonlySet<string> = new Set([
  'replace',
  'replaceAround',
  'addMark',
  'removeMark',
  'attr',
  'move',
])

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
  const steps: Step[] = []
  for (const item of wire) {
    const reason = isRun(item) ? runFault(item.run) : undefined
    if (reason) return { kind: 'unsound', index: steps.length, reason }
    try {
      if (isRun(item)) for (const step of expandRun(item)) steps.push(step)
      else steps.push(parseStep(item))
    } catch (error) {
      return { kind: 'unsound', index: steps.length, reason: messageOf(error) }
    }
  }
  return { kind: 'steps', steps }
}

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

function parseStep(json: { readonly stepType: string }): Step {
  if (!STEP_TYPES.has(json.stepType)) throw new RangeError('this type of step is not accepted')
  checkNamedAttributes(json)
  const step = json.stepType === 'move' ? MoveStep.fromJSON(schema, json) : Step.fromJSON(schema, json)
  if (step instanceof AttrStep) checkAttribute(step)
  else if (step instanceof AddMarkStep || step instanceof RemoveMarkStep) {
    checkPositions([step.from, step.to])
    checkValues(step.mark)
  } else if (step instanceof MoveStep) checkPositions([step.from, step.to, step.at])
  else if (step instanceof ReplaceAroundStep) {
    checkPositions([step.from, step.to, step.gapFrom, step.gapTo, step.insert])
    checkContent(step)
  } else if (step instanceof ReplaceStep) {
    checkPositions([step.from, step.to])
    checkContent(step)
  }
  return step
}

/**
 * Refuses attributes the schema does not name: ProseMirror would drop them without a word. Looks at the JSON
 * because they are gone once it is parsed. Runs on hostile input, so it keeps its own stack.
 */
function checkNamedAttributes(json: { readonly stepType: string; readonly [key: string]: unknown }): void {
  const waiting: unknown[] = [json['slice'], json['mark']]
  while (waiting.length) {
    const part = waiting.pop()
    if (typeof part !== 'object' || part === null) continue
    const { type, attrs, content, marks } = part as Record<string, unknown>
    if (typeof type === 'string' && typeof attrs === 'object' && attrs !== null) {
      const known = (schema.nodes[type as 'doc'] ?? schema.marks[type as 'em'])?.spec.attrs ?? {}
      const unknown = Object.keys(attrs).find((name) => !Object.hasOwn(known, name))
      if (unknown !== undefined) throw new RangeError(`${type} has no attribute of this name`)
    }
    for (const inner of [content, marks])
      if (Array.isArray(inner)) for (const item of inner) waiting.push(item)
  }
}

function checkPositions(positions: number[]): void {
  if (!positions.every((position) => Number.isSafeInteger(position) && position >= 0)) {
    throw new RangeError('positions are whole numbers from 0')
  }
}

function checkContent(step: ReplaceStep | ReplaceAroundStep): void {
  const { content, openStart, openEnd } = step.slice
  checkPositions([openStart, openEnd])
  if (openStart + openEnd > content.size) throw new RangeError('the slice is open deeper than its content')
  if (
    !isOpenTo(content.firstChild, openStart, 'firstChild') ||
    !isOpenTo(content.lastChild, openEnd, 'lastChild')
  ) {
    throw new RangeError('the slice is open deeper than its content')
  }
  content.forEach((node) => {
    if (!hasWellFormedText(node)) throw new RangeError('its text has a lone surrogate')
    checkAttributes(node)
  })
}

function isOpenTo(node: Node | null, depth: number, edge: 'firstChild' | 'lastChild'): boolean {
  let at = node
  for (let i = 0; i < depth; i++) {
    if (!at || at.isLeaf) return false
    at = at[edge]
  }
  return true
}

function checkAttributes(node: Node): void {
  checkValues(node)
  node.marks.forEach(checkValues)
  node.forEach(checkAttributes)
}

/** Runs the validators of the schema: `fromJSON` does not, and `check` needs a whole document. */
function checkValues({ type, attrs }: Node | Mark): void {
  for (const [name, { validate }] of Object.entries(type.spec.attrs ?? {})) {
    if (typeof validate === 'function') validate(attrs[name])
  }
}

function checkAttribute(step: AttrStep): void {
  checkPositions([step.pos])
  if (typeof step.attr !== 'string') throw new RangeError('the attribute has no name')
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'it cannot be read'
}
