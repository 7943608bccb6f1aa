import {
  AddMarkStep,
  type Mapping,
  RemoveMarkStep,
  ReplaceAroundStep,
  ReplaceStep,
  type Step,
} from 'prosemirror-transform'
import '../prosemirror-internals.ts'
import { carryRanges, overlap, type Range } from './carry-ranges.ts'
import { MoveMap } from './move-map.ts'
import { MoveStep } from './move-step.ts'

/** A move that a position came past, and whether it went along. */
interface Passage {
  /** The index of the move's map. */
  readonly index: number
  readonly move: MoveMap
  readonly pos: number
  readonly isCarried: boolean
}

/**
 * Finds the ranges that moves have torn: one end went along with a moved block and the other did not, or something
 * that its author saw and did not choose was brought in between. The steps of a rebase are asked in their order.
 */
export interface TornRanges {
  /** Whether a step, `mapped` from map `start` on, lost its range on the way. */
  isTorn(step: Step, mapped: Step, start: number): boolean
  /** The step undone by map `start - 1` stands again: whoever comes from inside its content comes this way. */
  keep(step: Step, start: number): void
}

/** For one rebase, whose `mapping` grows while steps are asked about. */
export function createTornRanges(mapping: Mapping): TornRanges {
  /** One's own moves stand again: the ends of a range no longer tell all that has come past it. */
  let isMoving = false
  /** By the map that undid a step: the ways its places went until it stood again, that of each of its changes. */
  const ways = new Map<number, readonly (readonly Passage[])[]>()

  function passagesOf(position: number, assoc: number, start: number): Passage[] {
    const passages: Passage[] = []
    let pos = position
    for (let i = start; i < mapping.maps.length; i++) {
      const map = mapping.maps[i]
      if (!map) break
      const { recover, pos: next } = map.mapResult(pos, assoc)
      const again = recover === null ? undefined : mapping.getMirror(i)
      if (recover !== null && again !== undefined && again > i) {
        passages.push(...(ways.get(i)?.[changeOf(recover)] ?? []))
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

  /** Whether something that stood outside of what the step affects, when it was made, is now inside of it. */
  function comesInto(step: Step, mapped: Step, start: number): boolean {
    const affected = affectedBy(mapped).filter(({ from, to }) => from < to)
    if (affected.length === 0) return false
    // Each on its own: where two meet because nothing is left between them, what comes back is neither.
    const spared = outside(affectedBy(step)).flatMap((range) => carryRanges(mapping, range, start))
    return spared.some((range) => affected.some((other) => overlap(range, other)))
  }

  /** Whether what is to be kept stands in what is deleted: a move of one's own went on without the gap's edges. */
  function leavesGap(step: Step, mapped: Step, start: number): boolean {
    if (!(step instanceof ReplaceAroundStep)) return false
    const kept = carryRanges(mapping, { from: step.gapFrom, to: step.gapTo }, start)
    return kept.some((range) => affectedBy(mapped).some((other) => overlap(range, other)))
  }

  return {
    isTorn(step, mapped, start) {
      const range = rangeOf(step)
      if (!range) return false
      const ends = new Map(passagesOf(range.to, -1, start).map((passage) => [passage.index, passage]))
      const passages = passagesOf(range.from, 1, start)
      if (passages.some(({ index, isCarried }) => (ends.get(index)?.isCarried ?? isCarried) !== isCarried))
        return true
      if (passages.some((from) => isMoving || lands(from, ends.get(from.index))))
        return comesInto(step, mapped, start)
      return isMoving && leavesGap(step, mapped, start)
    },
    keep(step, start) {
      isMoving ||= step instanceof MoveStep
      if (!(step instanceof ReplaceStep || step instanceof ReplaceAroundStep)) return
      // As ProseMirror maps the step itself.
      const assoc = step.from === step.to ? ReplaceStep.MAP_BIAS : 1
      const way = [passagesOf(step.from, assoc, start)]
      if (step instanceof ReplaceAroundStep) way.push(passagesOf(step.to, -1, start))
      ways.set(start - 1, way)
    },
  }
}

/** Which change of its map a recovered place was in: `makeRecover` of prosemirror-transform keeps it in the lower 16 bits. */
function changeOf(recover: number): number {
  return recover & 0xffff
}

/** Whether the move puts something between two ends, or at one of them. */
function lands({ move, pos: from }: Passage, to: Passage | undefined): boolean {
  return move.at >= from && (to === undefined || move.at <= to.pos)
}

function rangeOf(step: Step): Range | undefined {
  const hasRange =
    step instanceof ReplaceStep ||
    step instanceof ReplaceAroundStep ||
    step instanceof AddMarkStep ||
    step instanceof RemoveMarkStep ||
    step instanceof MoveStep
  return hasRange && step.from < step.to ? step : undefined
}

/** Behind every document. */
const END = 2 ** 40

/** What a step deletes or marks: around its gap that is two ranges. A move does neither, whatever it takes along. */
function affectedBy(step: Step): Range[] {
  if (step instanceof ReplaceAroundStep) {
    return [
      { from: step.from, to: step.gapFrom },
      { from: step.gapTo, to: step.to },
    ]
  }
  const range = step instanceof MoveStep ? undefined : rangeOf(step)
  return range ? [range] : []
}

/** All that is not in these ranges, which are in order. */
function outside(ranges: readonly Range[]): Range[] {
  const starts = [0, ...ranges.map(({ to }) => to)]
  return starts.map((from, i) => ({ from, to: ranges[i]?.from ?? END }))
}
