import type { Step } from 'prosemirror-transform'

const PLACES = ['from', 'to', 'gapFrom', 'gapTo', 'insert', 'pos', 'at'] as const

/** Whether two steps do the same at the same place. */
export function isSameStep(one: Step, other: Step): boolean {
  if (one.constructor !== other.constructor) return false
  if (PLACES.some((place) => Reflect.get(one, place) !== Reflect.get(other, place))) return false
  return JSON.stringify(one) === JSON.stringify(other)
}
