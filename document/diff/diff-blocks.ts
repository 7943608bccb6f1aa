import { Fragment, type Node } from 'prosemirror-model'
import { AttrStep } from 'prosemirror-transform'
import { alignKeys, type Change } from './align.ts'
import { diffInline } from './diff-inline.ts'
import type { Edits } from './edits.ts'
import type { Effort } from './effort.ts'
import { pairSimilar } from './pair-similar.ts'

/** A block of the base, where it begins there, and how it comes back from Markdown. */
export interface ReadBlock {
  readonly base: Node
  readonly pos: number
  readonly read: Node
}

/** Blocks that can become each other with all that is in them. */
const CONVERTIBLE = new Set(['paragraph', 'heading'])

/** Makes the block the wanted one. It is of the same type, or of one that keeps the same content. */
export function diffBlock(block: ReadBlock, wanted: Node, edits: Edits, effort: Effort): void {
  const { base, pos, read } = block
  if (read.eq(wanted)) return
  const children = base.isTextblock || base.isLeaf ? [] : readChildren(block)
  if (base.type !== read.type || !children) {
    edits.replace(pos, pos + base.nodeSize, Fragment.from(wanted))
    return
  }
  if (base.isTextblock) {
    const isTold = diffInline(pos, base, read, wanted, edits, effort)
    if (!isTold) edits.replace(pos + 1, pos + 1 + base.content.size, wanted.content)
  } else if (!base.isLeaf) diffChildren(children, wanted.children, pos + 1, edits, effort)
  if (base.type !== wanted.type) {
    // How its lines stand is nothing that Markdown says.
    const attrs = { ...wanted.attrs, align: base.attrs['align'] }
    edits.at(pos, (transform) => transform.setNodeMarkup(pos, wanted.type, attrs))
    return
  }
  for (const [name, value] of Object.entries(wanted.attrs)) {
    // What Markdown does not carry is the same in both, and stays.
    if (JSON.stringify(read.attrs[name]) === JSON.stringify(value)) continue
    edits.at(pos, (transform) => transform.step(new AttrStep(pos, name, value)))
  }
}

/** Makes the blocks after `start` the wanted ones: those that are the same stay untouched. */
function diffChildren(
  blocks: readonly ReadBlock[],
  wanted: readonly Node[],
  start: number,
  edits: Edits,
  effort: Effort,
): void {
  for (const change of alignBlocks(blocks, wanted, effort)) {
    for (const pair of pairBlocks(change, blocks, wanted, start, effort)) {
      if (pair.kind === 'changed') diffBlock(pair.block, pair.wanted, edits, effort)
      else edits.replace(pair.from, pair.to, Fragment.fromArray([...pair.content]))
    }
  }
}

/** The stretches of blocks that differ. */
export function alignBlocks(
  blocks: readonly ReadBlock[],
  wanted: readonly Node[],
  effort: Effort,
): readonly Change[] {
  return alignKeys(
    blocks.map(({ read }) => keyOf(read)),
    wanted.map(keyOf),
    effort,
  )
}

/** What becomes of a place in a stretch: a block is changed into another, or some go and others come. */
export type BlockPair =
  | { readonly kind: 'changed'; readonly block: ReadBlock; readonly wanted: Node }
  | {
      readonly kind: 'replaced'
      readonly from: number
      readonly to: number
      readonly content: readonly Node[]
    }

/** Says of a stretch that differs which blocks become which, in order. `start` is where the first block may stand. */
export function pairBlocks(
  { fromA, toA, fromB, toB }: Change,
  blocks: readonly ReadBlock[],
  wanted: readonly Node[],
  start: number,
  effort: Effort,
): BlockPair[] {
  const gone = blocks.slice(fromA, toA)
  const come = wanted.slice(fromB, toB)
  const pairs = pairSimilar(
    gone.map(({ read }) => read),
    come,
    canBecome,
    effort,
  )
  const found: BlockPair[] = []
  let a = 0
  let b = 0
  for (const [nextA, nextB] of [...pairs, [gone.length, come.length] as const]) {
    const before = endOf(blocks[fromA + a - 1]) ?? start
    const from = nextA > a ? (gone[a]?.pos ?? before) : before
    const to = nextA > a ? (endOf(gone[nextA - 1]) ?? before) : before
    if (to > from || nextB > b) found.push({ kind: 'replaced', from, to, content: come.slice(b, nextB) })
    const [block, target] = [gone[nextA], come[nextB]]
    if (block && target) found.push({ kind: 'changed', block, wanted: target })
    a = nextA + 1
    b = nextB + 1
  }
  return found
}

function canBecome(one: Node, other: Node): boolean {
  return one.type === other.type || (CONVERTIBLE.has(one.type.name) && CONVERTIBLE.has(other.type.name))
}

function endOf(block: ReadBlock | undefined): number | undefined {
  return block && block.pos + block.base.nodeSize
}

/** Equal for two blocks that are the same in all that a document says of them. */
export function keyOf(node: Node): string {
  return JSON.stringify(node)
}

/**
 * The children of a block beside what they are read as; undefined where Markdown gives them another number,
 * so that nobody can say which is which.
 */
export function readChildren({ base, pos, read }: ReadBlock): ReadBlock[] | undefined {
  const children: { base: Node; pos: number }[] = []
  base.forEach((child, offset) => void children.push({ base: child, pos: pos + 1 + offset }))
  // A title or a summary is there, empty or not.
  const heads = base.type.name === 'doc' || base.type.name === 'details' ? 1 : 0
  const shown = [...children.slice(0, heads), ...visible(children.slice(heads))]
  if (shown.length !== read.childCount) return undefined
  return shown.map((child, index) => ({ ...child, read: read.child(index) }))
}

/** Without the empty paragraphs, which Markdown cannot hold; one stays where there is nothing else. */
function visible<T extends { readonly base: Node }>(blocks: readonly T[]): readonly T[] {
  const full = blocks.filter(({ base }) => !isEmpty(base))
  return full.length > 0 ? full : blocks.slice(0, 1)
}

function isEmpty(block: Node): boolean {
  return block.type.name === 'paragraph' && block.children.every((leaf) => leaf.type.name === 'hard_break')
}
