import type { Mappable, Transform } from 'prosemirror-transform'
import type { Range } from './route.ts'

/** What the last changing step of a transform wrote, in its new document. */
export function rangesOf(transform: Transform): Range[] {
  const ranges: Range[] = []
  for (const map of [...transform.mapping.maps].reverse()) {
    map.forEach((_oldStart, _oldEnd, from, to) => void ranges.push({ from, to }))
    if (ranges.length > 0) break
  }
  return ranges
}

/** Whether a transform begins where one of `ranges` is, so that both read as one stretch of typing. */
export function isAdjacent(transform: Transform, ranges: readonly Range[]): boolean {
  let isNear = false
  transform.mapping.maps[0]?.forEach((from, to) => {
    isNear ||= ranges.some((range) => from <= range.to && to >= range.from)
  })
  return isNear
}

/** The ranges after a change, without those it deleted. */
export function mapRanges(ranges: readonly Range[], mapping: Mappable): Range[] {
  return ranges
    .map(({ from, to }) => ({ from: mapping.map(from, 1), to: mapping.map(to, -1) }))
    .filter(({ from, to }) => from <= to)
}
