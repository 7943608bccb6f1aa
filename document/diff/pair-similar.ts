import type { Node } from 'prosemirror-model'
import type { Effort } from './effort.ts'

/** Stretches larger than this are paired from the front, one by one. */
const MAX_CELLS = 40_000
const ALIKE = 0.35
/** Looking a word up is as much as so many comparisons. */
const WORD_EFFORT = 5

/**
 * Pairs blocks that went with blocks that came where one is most likely the other, changed: in order, by the
 * words they share. Answers pairs of indexes, ascending.
 */
export function pairSimilar(
  gone: readonly Node[],
  come: readonly Node[],
  canBecome: (one: Node, other: Node) => boolean,
  effort: Effort,
): [number, number][] {
  if (gone.length === 1 && come.length === 1) {
    const [one, other] = [gone[0], come[0]]
    return one && other && canBecome(one, other) ? [[0, 0]] : []
  }
  const cells = gone.length * come.length
  if (cells > MAX_CELLS) return fromTheFront(gone, come, canBecome)
  const bags = { gone: gone.map(bagOf), come: come.map(bagOf) }
  const words = countWords(bags.gone) * come.length + countWords(bags.come) * gone.length
  if (!effort.spend(words * WORD_EFFORT)) return fromTheFront(gone, come, canBecome)
  const width = come.length + 1
  const best = new Float64Array((gone.length + 1) * width)
  const scoreOf = (a: number, b: number): number => {
    const [one, other] = [gone[a], come[b]]
    if (!one || !other || !canBecome(one, other)) return 0
    const score = likeness(bags.gone[a] ?? new Map(), bags.come[b] ?? new Map())
    return score >= ALIKE ? score : 0
  }
  for (let a = gone.length - 1; a >= 0; a--) {
    for (let b = come.length - 1; b >= 0; b--) {
      const score = scoreOf(a, b)
      const paired = score > 0 ? score + (best[(a + 1) * width + b + 1] ?? 0) : 0
      best[a * width + b] = Math.max(paired, best[(a + 1) * width + b] ?? 0, best[a * width + b + 1] ?? 0)
    }
  }
  return walk(best, width, gone.length, come.length)
}

function walk(best: Float64Array, width: number, lengthA: number, lengthB: number): [number, number][] {
  const pairs: [number, number][] = []
  let a = 0
  let b = 0
  while (a < lengthA && b < lengthB) {
    const here = best[a * width + b] ?? 0
    if (here === (best[(a + 1) * width + b] ?? 0)) a++
    else if (here === (best[a * width + b + 1] ?? 0)) b++
    else pairs.push([a++, b++])
  }
  return pairs
}

function fromTheFront(
  gone: readonly Node[],
  come: readonly Node[],
  canBecome: (one: Node, other: Node) => boolean,
): [number, number][] {
  const pairs: [number, number][] = []
  for (let i = 0; i < Math.min(gone.length, come.length); i++) {
    const [one, other] = [gone[i], come[i]]
    if (one && other && canBecome(one, other)) pairs.push([i, i])
  }
  return pairs
}

function countWords(bags: readonly ReadonlyMap<string, number>[]): number {
  return bags.reduce((sum, bag) => sum + bag.size, 0)
}

/** How often each word occurs in a block's text. */
function bagOf(block: Node): Map<string, number> {
  const bag = new Map<string, number>([[`<${block.type.name}>`, 1]])
  const text = block.textBetween(0, block.content.size, ' ', ' ')
  for (const word of text.match(/[\p{L}\p{N}]+/gu) ?? []) bag.set(word, (bag.get(word) ?? 0) + 1)
  return bag
}

/** The words that two blocks share, of all they have: 0 to 1 (Dice). */
function likeness(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  let shared = 0
  let all = 0
  for (const [word, count] of one) {
    shared += Math.min(count, other.get(word) ?? 0)
    all += count
  }
  for (const count of other.values()) all += count
  return all === 0 ? 0 : (2 * shared) / all
}
