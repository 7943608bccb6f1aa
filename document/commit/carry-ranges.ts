import type { Mapping, StepMap } from 'prosemirror-transform'
import '../prosemirror-internals.ts'
import { MoveMap } from './move-map.ts'

/** A piece of a document, `from` included, `to` not. */
export interface Range {
  readonly from: number
  readonly to: number
}

/**
 * Where the content of some ranges, of the document before map `start`, stands after the last map, in order. A move
 * takes parts of it elsewhere; what others write inside counts in; what a later map brings back is found again.
 */
export function carryRanges(mapping: Mapping, ranges: readonly Range[], start: number): Range[] {
  let carried = joinRanges(ranges)
  /** By the map that brings it back: what an earlier one took out, as it stands after that map. */
  const taken = new Map<number, Range[]>()
  for (let i = start; i < mapping.maps.length; i++) {
    const map = mapping.maps[i] as StepMap
    const again = mapping.getMirror(i)
    if (map instanceof MoveMap) carried = carried.flatMap((range) => cutByMove(map, range))
    else {
      if (again !== undefined && again > i) {
        const back = takenOut(map, carried, mapping.maps[again] as StepMap)
        if (back.length) taken.set(again, [...(taken.get(again) ?? []), ...back])
      }
      carried = carried.map(({ from, to }) => ({ from: map.map(from, 1), to: map.map(to, -1) }))
    }
    carried = joinRanges([...carried, ...(taken.get(i) ?? [])])
  }
  return carried
}

/** The parts of a range that a move leaves together, where they stand after it. */
export function cutByMove(move: MoveMap, { from, to }: Range): Range[] {
  const edges = [move.from, move.to, move.at].filter((edge) => edge > from && edge < to)
  const starts = [from, ...edges.sort((a, b) => a - b)]
  return starts.map((start, i) => {
    const moved = move.map(start, 1)
    return { from: moved, to: moved + (starts[i + 1] ?? to) - start }
  })
}

/** Whether two ranges share content. */
export function overlap(one: Range, other: Range): boolean {
  return one.from < other.to && other.from < one.to
}

/** The parts of ranges that `map` takes out, where they stand after `again` has brought them back. */
function takenOut(map: StepMap, ranges: readonly Range[], again: StepMap): Range[] {
  const back: Range[] = []
  let change = 0
  map.forEach((oldStart, oldEnd) => {
    const shift = again.recover(change) - oldStart
    change++
    for (const { from, to } of ranges) {
      const [low, high] = [Math.max(from, oldStart), Math.min(to, oldEnd)]
      if (low < high) back.push({ from: low + shift, to: high + shift })
    }
  })
  return back
}

/** The same content in order, with what touches as one range and without empty ones. */
export function joinRanges(ranges: readonly Range[]): Range[] {
  const joined: { from: number; to: number }[] = []
  for (const { from, to } of ranges
    .filter((range) => range.from < range.to)
    .sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else joined.push({ from, to })
  }
  return joined
}
