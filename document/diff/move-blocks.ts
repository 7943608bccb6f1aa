import type { Node } from 'prosemirror-model'
import type { Transform } from 'prosemirror-transform'
import { MoveStep } from '../commit/move-step.ts'
import { alignKeys } from './align.ts'
import { keyOf, type ReadBlock } from './diff-blocks.ts'
import type { Effort } from './effort.ts'

/** More blocks than these are not moved: somebody has sorted the text, and each move is a step of its own. */
const MAX_MOVES = 100
/** How many blocks all moves together may pass by: each keeps a document of its own in mind. */
const MAX_PASSED = 1_000_000

/**
 * Moves blocks that stand elsewhere in the wanted text, word for word, to where they stand there, so that what others
 * write in them meanwhile goes along. Only a block that is there once, before and after, is known for sure. `start` is
 * where the first may stand. Answers the blocks in their new order and places.
 */
export function moveBlocks(
  blocks: readonly ReadBlock[],
  wanted: readonly Node[],
  start: number,
  transform: Transform,
  effort: Effort,
): readonly ReadBlock[] {
  const keys = blocks.map(({ read }) => keyOf(read))
  const wantedKeys = wanted.map(keyOf)
  const [once, wantedOnce] = [onlyOnce(keys), onlyOnce(wantedKeys)]
  const gone = alignKeys(keys, wantedKeys, effort).flatMap(({ fromA, toA }) => keys.slice(fromA, toA))
  const moved = new Set(gone.filter((key) => once.has(key) && wantedOnce.has(key)))
  if (moved.size === 0 || moved.size > MAX_MOVES || moved.size * blocks.length > MAX_PASSED) return blocks
  const indexes = new Map(keys.map((key, index) => [key, index]))
  const places = blocks.map(({ pos }) => pos)
  let end = start
  for (const key of wantedKeys) {
    const index = indexes.get(key) ?? -1
    const size = blocks[index]?.base.nodeSize
    if (size === undefined || !once.has(key) || !wantedOnce.has(key)) continue
    const pos = places[index] ?? start
    if (moved.has(key)) {
      const step = new MoveStep(pos, pos + size, end)
      if (!step.isIdle) transform.step(step)
      const map = step.getMap()
      places.forEach((place, i) => {
        places[i] = step.isIdle ? place : map.map(place, 1)
      })
    }
    end = (places[index] ?? start) + size
  }
  return blocks
    .map((block, index) => ({ ...block, pos: places[index] ?? block.pos }))
    .sort((one, other) => one.pos - other.pos)
}

function onlyOnce(keys: readonly string[]): ReadonlySet<string> {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return new Set([...counts].filter(([, count]) => count === 1).map(([key]) => key))
}
