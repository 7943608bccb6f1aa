import type { Mapping, StepMap } from 'prosemirror-transform'
import '../prosemirror-internals.ts'
import { MoveMap } from './move-map.ts'

/** A piece of a document, `from` included, `to` not. */
export interface Range {
  readonly from: number
  readonly to: number
}

/**
 * Where the content of a range, of the document before map `start`, stands after the last map, in order. A move
 * takes parts of it elsewhere; what others write inside counts in; what a later map brings back is found again.
 */
export function carryRanges(mapping: Mapping, range: Range, start: number): Range[] {
  const partners = laterPartners(mapping)
  let carried = joinRanges([range])
  /** By the map that brings it back: what an earlier one took out, as it stands after that map. */
  const taken = new Map<number, Range[]>()
  for (let i = start; i < mapping.maps.length; i++) {
    const map = mapping.maps[i] as StepMap
    const again = partners.get(i)
    if (map instanceof MoveMap) carried = carried.flatMap((piece) => cutByMove(map, piece))
    else {
      if (again !== undefined) {
        const back = takenOut(map, carried, mapping.maps[again] as StepMap)
        if (back.length) taken.set(again, [...(taken.get(again) ?? []), ...back])
      }
      carried = carried.map(({ from, to }) => ({ from: map.map(from, 1), to: map.map(to, -1) }))
    }
    const back = taken.get(i)
    if (back || map instanceof MoveMap || carried.length > 2)
      carried = joinRanges([...carried, ...(back ?? [])])
  }
  return joinRanges(carried)
}

/** By each map that is tied to a later one, that one: `Mapping.getMirror` looks through all for each. */
function laterPartners({ mirror = [] }: Mapping): Map<number, number> {
  const partners = new Map<number, number>()
  for (let i = 0; i + 1 < mirror.length; i += 2) {
    const [one, other] = [mirror[i] as number, mirror[i + 1] as number]
    partners.set(Math.min(one, other), Math.max(one, other))
  }
  return partners
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
