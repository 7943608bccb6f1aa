import { type Mark, type Node, Slice } from 'prosemirror-model'
import {
  AddMarkStep,
  AttrStep,
  RemoveMarkStep,
  ReplaceAroundStep,
  ReplaceStep,
  Step,
} from 'prosemirror-transform'
import { PART_SIZE, type Parts, type Progress } from '../parts.ts'
import '../prosemirror-internals.ts'
import { hasWellFormedText } from '../schema/document-checks.ts'
import { readFragment } from '../schema/read-nodes.ts'
import { schema } from '../schema/schema.ts'
import { MoveStep } from './move-step.ts'
import type { StepJson } from './wire-steps.ts'

/** The step types a commit may hold. Anything else ProseMirror knows is refused. */
export const STEP_TYPES: ReadonlySet<string> = new Set([
  'replace',
  'replaceAround',
  'addMark',
  'removeMark',
  'attr',
  'move',
])

/**
 * Reads one step in parts and checks all that can be known of it without a document. Throws with the reason why it is
 * not sound.
 */
export function* readStep(json: StepJson, progress: Progress): Parts<Step> {
  if (!STEP_TYPES.has(json.stepType)) throw new RangeError('this type of step is not accepted')
  const parts = yield* checkNamedAttributes(json, progress)
  const step = parts < PART_SIZE ? fromJson(json) : yield* readLargeStep(json, progress)
  if (step instanceof AttrStep) checkAttribute(step)
  else if (step instanceof AddMarkStep || step instanceof RemoveMarkStep) {
    checkPositions([step.from, step.to])
    checkValues(step.mark)
  } else if (step instanceof MoveStep) checkPositions([step.from, step.to, step.at])
  else if (step instanceof ReplaceAroundStep) {
    checkPositions([step.from, step.to, step.gapFrom, step.gapTo, step.insert])
    yield* checkContent(step, progress)
  } else if (step instanceof ReplaceStep) {
    checkPositions([step.from, step.to])
    yield* checkContent(step, progress)
  }
  return step
}

function fromJson(json: StepJson): Step {
  return json.stepType === 'move' ? MoveStep.fromJSON(schema, json) : Step.fromJSON(schema, json)
}

/** The same step: its content, which is read in parts, is put into the step without it. */
function* readLargeStep(json: StepJson, progress: Progress): Parts<Step> {
  const slice = json['slice'] as { readonly content?: unknown } | null | undefined
  const step = fromJson({ ...json, slice: slice && { ...slice, content: undefined } })
  if (!(step instanceof ReplaceStep || step instanceof ReplaceAroundStep)) return step
  const { openStart, openEnd } = step.slice
  const whole = new Slice(yield* readFragment(slice?.content, progress), openStart, openEnd)
  const { from, to, structure } = step
  if (step instanceof ReplaceStep) return new ReplaceStep(from, to, whole, structure)
  return new ReplaceAroundStep(from, to, step.gapFrom, step.gapTo, whole, step.insert, structure)
}

/**
 * Refuses attributes the schema does not name: ProseMirror would drop them without a word. Looks at the JSON
 * because they are gone once it is parsed. Runs on hostile input, so it keeps its own stack. Answers at how many
 * nodes and marks it looked.
 */
function* checkNamedAttributes(json: StepJson, progress: Progress): Parts<number> {
  const waiting: unknown[] = [json['slice'], json['mark']]
  let seen = 0
  while (waiting.length) {
    const part = waiting.pop()
    if (typeof part !== 'object' || part === null) continue
    seen += 1
    if (progress.ends(1)) yield
    const { type, attrs, content, marks } = part as Record<string, unknown>
    if (typeof type === 'string' && typeof attrs === 'object' && attrs !== null) {
      const known = (schema.nodes[type as 'doc'] ?? schema.marks[type as 'em'])?.spec.attrs ?? {}
      const unknown = Object.keys(attrs).find((name) => !Object.hasOwn(known, name))
      if (unknown !== undefined) throw new RangeError(`${type} has no attribute of this name`)
    }
    for (const inner of [content, marks])
      if (Array.isArray(inner)) for (const item of inner) waiting.push(item)
  }
  return seen
}

function checkPositions(positions: number[]): void {
  if (!positions.every((position) => Number.isSafeInteger(position) && position >= 0)) {
    throw new RangeError('positions are whole numbers from 0')
  }
}

function* checkContent(step: ReplaceStep | ReplaceAroundStep, progress: Progress): Parts<void> {
  const { content, openStart, openEnd } = step.slice
  checkPositions([openStart, openEnd])
  if (openStart + openEnd > content.size) throw new RangeError('the slice is open deeper than its content')
  if (
    !isOpenTo(content.firstChild, openStart, 'firstChild') ||
    !isOpenTo(content.lastChild, openEnd, 'lastChild')
  ) {
    throw new RangeError('the slice is open deeper than its content')
  }
  for (const node of content.content) yield* checkNode(node, progress)
}

function* checkNode(node: Node, progress: Progress): Parts<void> {
  if (progress.ends(Math.min(node.nodeSize, PART_SIZE))) yield
  if (node.isText || node.nodeSize < PART_SIZE) {
    if (!hasWellFormedText(node)) throw new RangeError('its text has a lone surrogate')
    checkAttributes(node)
    return
  }
  checkItself(node)
  for (const child of node.content.content) yield* checkNode(child, progress)
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
  checkItself(node)
  node.forEach(checkAttributes)
}

function checkItself(node: Node): void {
  checkValues(node)
  node.marks.forEach(checkValues)
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
