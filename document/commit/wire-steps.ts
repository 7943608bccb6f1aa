import { Fragment, Slice } from 'prosemirror-model'
import { ReplaceAroundStep, ReplaceStep, type Step } from 'prosemirror-transform'
import { inOneGo, type Parts, Progress } from '../parts.ts'
import '../prosemirror-internals.ts'
import { schema } from '../schema/schema.ts'
import { writeAllInParts } from '../schema/write-json.ts'

/** Consecutive insertions of one code point each, typed from `at` on, as one text. */
export interface Run {
  readonly run: { readonly at: number; readonly text: string }
}

/** A step as ProseMirror writes it. */
export interface StepJson {
  readonly stepType: string
  readonly [key: string]: unknown
}

/** What wire and disk may hold for steps; see `expandSteps`. */
export type WireStep = Run | StepJson

/** True for the compact form of typed text. */
export function isRun(step: WireStep): step is Run {
  return 'run' in step
}

/**
 * Writes steps in the compact form: a series of plain one-code-point insertions that follow each other
 * becomes one run. Reversible: `expandSteps` gives back exactly as many steps, so nothing is joined.
 */
export function encodeSteps(steps: readonly Step[]): WireStep[] {
  return inRuns(steps).map((item) => ('run' in item ? item : (item.toJSON() as StepJson)))
}

/** The JSON text of `encodeSteps(steps)`, byte for byte; no object is made for each node that they insert. */
export function writeSteps(steps: readonly Step[]): string {
  return inOneGo(writeStepsInParts(steps))
}

/** The same in parts. */
export function* writeStepsInParts(steps: readonly Step[]): Parts<string> {
  const progress = new Progress()
  const items: string[] = []
  for (const item of inRuns(steps)) {
    if (progress.ends(STEP_SIZE)) yield
    items.push('run' in item ? JSON.stringify(item) : yield* writeStep(item, progress))
  }
  return `[${items.join(',')}]`
}

/** Writing a step is as much work as writing so many nodes. */
const STEP_SIZE = 8

function* writeStep(step: Step, progress: Progress): Parts<string> {
  if (!(step instanceof ReplaceStep || step instanceof ReplaceAroundStep) || step.slice.size === 0)
    return JSON.stringify(step)
  const { from, to, slice, structure } = step
  const gap =
    step instanceof ReplaceAroundStep
      ? `,"gapFrom":${step.gapFrom},"gapTo":${step.gapTo},"insert":${step.insert}`
      : ''
  const type = step instanceof ReplaceStep ? 'replace' : 'replaceAround'
  const end = structure ? ',"structure":true' : ''
  const written = yield* writeSlice(slice, progress)
  return `{"stepType":"${type}","from":${from},"to":${to}${gap},"slice":${written}${end}}`
}

function* writeSlice({ content, openStart, openEnd }: Slice, progress: Progress): Parts<string> {
  if (content.size === 0) return 'null'
  const start = openStart > 0 ? `,"openStart":${openStart}` : ''
  const end = openEnd > 0 ? `,"openEnd":${openEnd}` : ''
  return `{"content":[${yield* writeAllInParts(content.content, progress)}]${start}${end}}`
}

/** The steps with each series of plain one-code-point insertions as one run. */
function inRuns(steps: readonly Step[]): (Step | Run)[] {
  const items: (Step | Run)[] = []
  let open: { at: number; text: string } | undefined
  for (const step of steps) {
    const typed = typedCodePoint(step)
    if (typed === undefined) {
      open = undefined
      items.push(step)
    } else if (open && open.at + open.text.length === typed.at) {
      open.text += typed.text
    } else {
      open = typed
      items.push({ run: open })
    }
  }
  return items
}

/** How many steps the wire form stands for, counted without building them. */
export function countSteps(wire: readonly WireStep[]): number {
  let count = 0
  for (const step of wire) count += isRun(step) ? [...step.run.text].length : 1
  return count
}

/** The insertions a run stands for, one step a code point. */
export function expandRun({ run }: Run): ReplaceStep[] {
  let at = run.at
  return [...run.text].map((character) => {
    const step = new ReplaceStep(at, at, new Slice(Fragment.from(schema.text(character)), 0, 0))
    at += character.length
    return step
  })
}

function typedCodePoint(step: Step): { at: number; text: string } | undefined {
  if (!(step instanceof ReplaceStep) || step.from !== step.to || step.structure) return undefined
  const { content, openStart, openEnd } = step.slice
  const node = content.firstChild
  if (openStart || openEnd || content.childCount !== 1 || !node?.isText || node.marks.length) return undefined
  const text = node.text ?? ''
  const [character] = text
  return character === text ? { at: step.from, text } : undefined
}
