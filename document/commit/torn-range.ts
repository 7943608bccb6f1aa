import {
  AddMarkStep,
  type Mapping,
  RemoveMarkStep,
  ReplaceAroundStep,
  ReplaceStep,
  type Step,
} from 'prosemirror-transform'
import '../prosemirror-internals.ts'
import { MoveMap } from './move-map.ts'
import { MoveStep } from './move-step.ts'

/** Where a position stood before a move it came past, and whether it went along. */
interface Passage {
  /** The index of the move's map. */
  readonly index: number
  readonly move: MoveMap
  readonly pos: number
  readonly isCarried: boolean
}

/**
 * Finds the ranges that moves have torn: one end went along with a moved block and the other did not, so that
 * between the two now stands what nobody chose. The steps of a rebase are asked in their order.
 */
export interface TornRanges {
  /** Whether pending step `index` lost its range on its way through `mapping` from `start` on. */
  isTorn(step: Step, start: number): boolean
  /** The step undone by map `start - 1` stands again: whoever comes from inside its content comes this way. */
  keep(step: Step, start: number): void
}

/** For one rebase, whose `mapping` grows while steps are asked about. */
export function createTornRanges(mapping: Mapping): TornRanges {
  /** By the map that undid a step: the way its place went until it stood again. */
  const ways = new Map<number, readonly Passage[]>()

  function passagesOf(position: number, assoc: number, start: number): Passage[] {
    const passages: Passage[] = []
    let pos = position
    for (let i = start; i < mapping.maps.length; i++) {
      const map = mapping.maps[i]
      if (!map) break
      const { recover, pos: next } = map.mapResult(pos, assoc)
      const again = recover === null ? undefined : mapping.getMirror(i)
      if (recover !== null && again !== undefined && again > i) {
        passages.push(...(ways.get(i) ?? []))
        pos = mapping.maps[again]?.recover(recover) ?? next
        i = again
        continue
      }
      // A move of one's own that was undone and made again parts nothing.
      const isLasting = map instanceof MoveMap && mapping.getMirror(i) === undefined
      if (isLasting) passages.push({ index: i, move: map, pos, isCarried: map.carries(pos, assoc) })
      pos = next
    }
    return passages
  }

  return {
    isTorn(step, start) {
      const range = rangeOf(step)
      if (!range) return false
      const ends = new Map(passagesOf(range.to, -1, start).map((passage) => [passage.index, passage]))
      return passagesOf(range.from, 1, start).some((from) => {
        const to = ends.get(from.index)
        if (!to) return false
        return from.isCarried !== to.isCarried || (step instanceof ReplaceStep && comesInto(from, to))
      })
    },
    keep(step, start) {
      if (!(step instanceof ReplaceStep || step instanceof ReplaceAroundStep)) return
      // As ProseMirror maps the step itself.
      const assoc = step.from === step.to ? ReplaceStep.MAP_BIAS : 1
      ways.set(start - 1, passagesOf(step.from, assoc, start))
    },
  }
}

function rangeOf(step: Step): { readonly from: number; readonly to: number } | undefined {
  const hasRange =
    step instanceof ReplaceStep ||
    step instanceof ReplaceAroundStep ||
    step instanceof AddMarkStep ||
    step instanceof RemoveMarkStep ||
    step instanceof MoveStep
  return hasRange && step.from < step.to ? step : undefined
}

/** True when the move brings into a range what stood outside: deleting the range was not meant for it. */
function comesInto({ move, pos: from }: Passage, { pos: to }: Passage): boolean {
  const wasInside = from <= move.from && move.to <= to
  return !wasInside && from < move.at && move.at < to
}
