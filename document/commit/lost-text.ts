import type { Slice } from 'prosemirror-model'
import { ReplaceAroundStep, ReplaceStep, type Step } from 'prosemirror-transform'
import { readStoredSteps } from './sound-step.ts'
import { encodeSteps, type WireStep } from './wire-steps.ts'

/** What a step would have written, as plain text with a line per block; '' when it writes no text. */
export function writtenText(step: Step): string {
  const slice = writtenSlice(step)
  return slice ? slice.content.textBetween(0, slice.content.size, '\n', ' ') : ''
}

/** What a step would have written, undefined when it only deletes or restyles. */
export function writtenSlice(step: Step): Slice | undefined {
  if (!(step instanceof ReplaceStep || step instanceof ReplaceAroundStep)) return undefined
  return step.slice.size > 0 ? step.slice : undefined
}

/** Steps in the compact form, each with the text it would have written: a typed word is one, not one per letter. */
export function describeLost(steps: readonly Step[]): { readonly step: WireStep; readonly text: string }[] {
  return encodeSteps(steps).map((step) => ({ step, text: readStoredSteps([step]).map(writtenText).join('') }))
}

/** Joins neighbours that were dropped for one reason, in order. */
export function groupByReason<R>(
  dropped: readonly { readonly step: Step; readonly reason: R }[],
): { reason: R; steps: Step[] }[] {
  const groups: { reason: R; steps: Step[] }[] = []
  for (const { step, reason } of dropped) {
    const last = groups.at(-1)
    if (last?.reason === reason) last.steps.push(step)
    else groups.push({ reason, steps: [step] })
  }
  return groups
}
