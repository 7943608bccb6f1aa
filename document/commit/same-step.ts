import { ReplaceStep, type Step } from 'prosemirror-transform'
import { MoveStep } from './move-step.ts'

const PLACES = ['from', 'to', 'gapFrom', 'gapTo', 'insert', 'pos', 'at'] as const

/** Whether two steps do the same at the same place. */
export function isSameStep(one: Step, other: Step): boolean {
  if (one.constructor !== other.constructor) return false
  if (PLACES.some((place) => Reflect.get(one, place) !== Reflect.get(other, place))) return false
  return JSON.stringify(one) === JSON.stringify(other)
}

/** Whether a step changes nothing, wherever it stands: a deletion of nothing, or a move to where it is. */
export function isNothing(step: Step): boolean {
  if (step instanceof MoveStep) return step.isIdle
  return step instanceof ReplaceStep && step.from === step.to && step.slice.size === 0
}
