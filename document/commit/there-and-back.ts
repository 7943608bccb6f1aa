import type { Step, StepMap } from 'prosemirror-transform'
import '../prosemirror-internals.ts'
import type { Parts } from '../parts.ts'
import { LightTransform, type StepTarget } from './light-transform.ts'
import { MoveMap } from './move-map.ts'
import { isNothing, isSameStep } from './same-step.ts'

/** The most pairs of one commit that are tied: a `Mapping` looks through all its ties for each position. */
export const MAX_TIES = 100

/**
 * Applies steps of one commit. Where one takes back an earlier one exactly, as an undo does, their maps are tied: to
 * whoever comes past both, what was gone and is there again was never gone, and what was moved and is back never moved.
 * Between the two are only such pairs. Throws when a step does not apply. Gives way after each step.
 */
export function* stepThereAndBack(target: StepTarget, steps: readonly Step[]): Parts<void> {
  const partners = matchPairs(steps)
  const isEarlier = new Set(partners.values())
  const inverses = new Map<number, Step>()
  const first = target.mapping.maps.length
  for (const [index, step] of steps.entries()) {
    if (isEarlier.has(index)) inverses.set(index, invert(target, step))
    target.step(step)
    const earlier = partners.get(index)
    const inverse = earlier === undefined ? undefined : inverses.get(earlier)
    if (earlier !== undefined && inverse && isSameStep(step, inverse))
      target.mapping.setMirror(first + earlier, first + index)
    yield
  }
}

function invert(target: StepTarget, step: Step): Step {
  return target instanceof LightTransform ? target.invert(step) : step.invert(target.doc)
}

/** Index → index of the earlier step whose opposite its map is; of those alone that take something away, or move it. */
function matchPairs(steps: readonly Step[]): ReadonlyMap<number, number> {
  const partners = new Map<number, number>()
  const open: { readonly index: number; readonly changes: readonly number[] }[] = []
  for (const [index, step] of steps.entries()) {
    const map = step.getMap()
    const changes = changesOf(map)
    if (changes.length === 0 || isNothing(step)) continue
    const last = open.at(-1)
    if (!last || !isOpposite(last.changes, changes)) {
      open.push({ index, changes })
      continue
    }
    open.pop()
    const takesAway = map instanceof MoveMap || last.changes.some((size, i) => i % 4 === 1 && size > 0)
    if (takesAway && partners.size < MAX_TIES) partners.set(index, last.index)
  }
  return partners
}

/** Four numbers for each change: where it stands and how long it is before, and the same afterwards. */
function changesOf(map: StepMap): number[] {
  const changes: number[] = []
  map.forEach((oldStart, oldEnd, newStart, newEnd) => {
    changes.push(oldStart, oldEnd - oldStart, newStart, newEnd - newStart)
  })
  return changes
}

function isOpposite(one: readonly number[], other: readonly number[]): boolean {
  if (one.length !== other.length) return false
  for (let i = 0; i < one.length; i += 4) {
    const isBack = one[i] === other[i + 2] && one[i + 1] === other[i + 3]
    if (!isBack || one[i + 2] !== other[i] || one[i + 3] !== other[i + 1]) return false
  }
  return true
}
