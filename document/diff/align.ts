import type { Effort } from './effort.ts'

/** Two stretches that stand for each other: what is between `fromA` and `toA` becomes what is between the others. */
export interface Change {
  readonly fromA: number
  readonly toA: number
  readonly fromB: number
  readonly toB: number
}

/** More differences than these are not looked for one by one: the whole stretch is one change. */
const MAX_DIFFERENCES = 1_500

/**
 * The fewest changes that make one sequence of keys the other, in order (Myers 1986, "An O(ND) difference
 * algorithm"). Work is bounded by the number of differences and by `effort`: beyond it the middle is one change.
 */
export function alignKeys(keysA: readonly string[], keysB: readonly string[], effort: Effort): Change[] {
  // Long keys that are equal would be compared letter by letter, again and again.
  const numbers = new Map<string, number>()
  const toNumber = (key: string): number => {
    const number = numbers.get(key) ?? numbers.size
    numbers.set(key, number)
    return number
  }
  const [a, b] = [keysA.map(toNumber), keysB.map(toNumber)]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let endA = a.length
  let endB = b.length
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--
    endB--
  }
  if (start === endA && start === endB) return []
  const whole = [{ fromA: start, toA: endA, fromB: start, toB: endB }]
  if (start === endA || start === endB) return whole
  const kept = commonRun(a.slice(start, endA), b.slice(start, endB), effort)
  return kept ? changesBetween(kept, start, endA, endB) : whole
}

/** Pairs of indexes that stay, ascending; undefined when the two differ too much. */
function commonRun(
  a: readonly number[],
  b: readonly number[],
  effort: Effort,
): [number, number][] | undefined {
  const most = Math.min(a.length + b.length, MAX_DIFFERENCES)
  const offset = most + 1
  let reach = new Int32Array(2 * most + 3)
  const trace: Int32Array[] = []
  for (let d = 0; d <= most; d++) {
    // The copy is as long as all that may still come.
    if (!effort.spend(most + d)) return undefined
    trace.push(reach)
    const next = reach.slice()
    for (let k = -d; k <= d; k += 2) {
      const isDown = k === -d || (k !== d && at(reach, offset + k - 1) < at(reach, offset + k + 1))
      let x = isDown ? at(reach, offset + k + 1) : at(reach, offset + k - 1) + 1
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++
      next[offset + k] = x
      if (x >= a.length && x - k >= b.length) return walkBack([...trace, next], offset, a.length, b.length)
    }
    reach = next
  }
  return undefined
}

function walkBack(
  trace: readonly Int32Array[],
  offset: number,
  lengthA: number,
  lengthB: number,
): [number, number][] {
  const kept: [number, number][] = []
  let x = lengthA
  let y = lengthB
  for (let d = trace.length - 2; d >= 0; d--) {
    const reach = trace[d] ?? new Int32Array()
    const k = x - y
    const isDown = k === -d || (k !== d && at(reach, offset + k - 1) < at(reach, offset + k + 1))
    const from = isDown ? k + 1 : k - 1
    const startX = d === 0 ? 0 : at(reach, offset + from)
    const startY = d === 0 ? 0 : startX - from
    while (x > startX && y > startY) kept.push([--x, --y])
    x = startX
    y = startY
  }
  return kept.reverse()
}

function at(numbers: Int32Array, index: number): number {
  return numbers[index] ?? 0
}

function changesBetween(
  kept: readonly [number, number][],
  start: number,
  endA: number,
  endB: number,
): Change[] {
  const changes: Change[] = []
  let fromA = start
  let fromB = start
  const close = (toA: number, toB: number): void => {
    if (toA > fromA || toB > fromB) changes.push({ fromA, toA, fromB, toB })
    fromA = toA + 1
    fromB = toB + 1
  }
  for (const [a, b] of kept) close(start + a, start + b)
  close(endA, endB)
  return changes
}
