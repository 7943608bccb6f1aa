import type { Slice } from 'prosemirror-model'
import { ReplaceAroundStep, ReplaceStep, type Step } from 'prosemirror-transform'

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
