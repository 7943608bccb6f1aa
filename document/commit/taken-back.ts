import { Slice } from 'prosemirror-model'
import { type Mapping, ReplaceStep, type Step } from 'prosemirror-transform'
import '../prosemirror-internals.ts'
import type { PendingStep } from './rebase.ts'
import { isNothing, isSameStep } from './same-step.ts'

/**
 * Steps that take back an earlier pending one exactly, as an undo does, or the deletion of what was just typed. Mapped
 * on its own, an undo would write a second time what its deletion did not get to delete, or bring back what others
 * have deleted meanwhile. So it becomes the inverse of what has become of the earlier step. For one rebase; the steps
 * are told in their order.
 */
export interface TakenBack {
  /** What pending step `index` becomes, if it takes back one whose fate is told; undefined for every other. */
  stepFor(index: number): Step | undefined
  /** Pending step `index` stands again by its last map, and `inverse` takes it back. */
  kept(index: number, inverse: Step): void
  dropped(index: number): void
  /** Pending step `index`, which `stepFor` gave, stands again: from now on positions pass over it and its like together. */
  tie(index: number): void
}

/** Changes nothing, wherever it stands: what takes back a step that found no place. */
const NOTHING = new ReplaceStep(0, 0, Slice.empty)

interface Fate {
  /** Undefined when it was dropped. */
  readonly again: { readonly inverse: Step; readonly map: number } | undefined
  /** How many steps before it should have taken something back and did not, or not exactly. */
  readonly failures: number
}

/** `inverseOf` names the map that undid a pending step. */
export function createTakenBack(
  pending: readonly PendingStep[],
  mapping: Mapping,
  inverseOf: (index: number) => number,
): TakenBack {
  const takesBack = matchPairs(pending)
  const earlier = new Set(takesBack.values())
  const fates = new Map<number, Fate>()
  let failures = 0

  function stepFor(index: number): Step | undefined {
    const fate = fates.get(takesBack.get(index) ?? -1)
    if (!fate || fate.failures !== failures) return undefined
    const inverse = fate.again?.inverse
    if (!inverse) return NOTHING
    // A mark that now stands in the place of others is taken back by several steps; one of them would not do.
    return inverse.constructor === pending[index]?.step.constructor ? inverse : undefined
  }

  return {
    stepFor,
    kept(index, inverse) {
      // Between the two, every pair must have left the document as it was.
      if (takesBack.has(index) && !stepFor(index)) failures += 1
      if (earlier.has(index)) fates.set(index, { again: { inverse, map: mapping.maps.length - 1 }, failures })
    },
    dropped(index) {
      if (takesBack.has(index)) failures += 1
      if (earlier.has(index)) fates.set(index, { again: undefined, failures })
    },
    tie(index) {
      const origin = takesBack.get(index) ?? -1
      const again = fates.get(origin)?.again
      untie(mapping, inverseOf(origin))
      mapping.setMirror(inverseOf(index), inverseOf(origin))
      if (again) mapping.setMirror(again.map, mapping.maps.length - 1)
    },
  }
}

/** Index → index of the earlier step. Between the two are only such pairs. */
function matchPairs(pending: readonly PendingStep[]): ReadonlyMap<number, number> {
  const takesBack = new Map<number, number>()
  const open: number[] = []
  for (const [index, { step }] of pending.entries()) {
    if (isNothing(step)) continue
    const last = open.at(-1)
    const inverse = last === undefined ? undefined : pending[last]?.inverse
    if (last !== undefined && inverse && isSameStep(step, inverse)) {
      takesBack.set(index, last)
      open.pop()
    } else open.push(index)
  }
  return takesBack
}

function untie({ mirror }: Mapping, index: number): void {
  const at = mirror?.indexOf(index) ?? -1
  if (at >= 0) mirror?.splice(at - (at % 2), 2)
}
