import { Fragment, Slice } from 'prosemirror-model'
import { ReplaceStep, type Step } from 'prosemirror-transform'
import '../prosemirror-internals.ts'
import { schema } from '../schema/schema.ts'

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
  const wire: WireStep[] = []
  let open: { at: number; text: string } | undefined
  for (const step of steps) {
    const typed = typedCodePoint(step)
    if (typed === undefined) {
      open = undefined
      wire.push(step.toJSON() as StepJson)
    } else if (open && open.at + open.text.length === typed.at) {
      open.text += typed.text
    } else {
      open = typed
      wire.push({ run: open })
    }
  }
  return wire
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
