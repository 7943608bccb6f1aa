import { Fragment, type Node, Slice } from 'prosemirror-model'
import { ReplaceStep, type Step } from 'prosemirror-transform'
import { schema } from '../schema/schema.ts'

/** Whole blocks of a document, from one place to another, what stands there afterwards, and the steps that do it. */
export interface Patch {
  readonly from: number
  readonly to: number
  readonly content: readonly Node[]
  readonly steps: readonly Step[]
}

/** The most steps that one rewriting is made of, and how many blocks all of them together may pass by. */
const MAX_STEPS = 2_000
const MAX_PASSED = 16_000_000

/**
 * Patches in ascending order, as they are or, when they are too many steps, joined where the least stands between
 * them. What a joined one leaves alone it writes again as it is: the document comes out the same.
 */
export function joinPatches(doc: Node, patches: readonly Patch[]): readonly Patch[] {
  const most = Math.max(1, Math.min(MAX_STEPS, Math.floor(MAX_PASSED / doc.childCount)))
  if (countSteps(patches) <= most) return patches
  const whole = patches.map(asOne)
  const between = whole.slice(1).map(({ from }, i) => from - (whole[i]?.to ?? 0))
  const widest = between
    .map((size, i) => ({ size, i }))
    // Never before what follows the title, which stays a block of its own.
    .filter(({ i }) => !isTitle(whole[i]))
    .sort((one, other) => other.size - one.size)
    .slice(0, Math.max(0, most - 1 - Number(isTitle(whole[0]))))
  const cuts = new Set(widest.map(({ i }) => i + 1))
  if (isTitle(whole[0])) cuts.add(1)
  const groups: Patch[][] = []
  whole.forEach((patch, i) => {
    if (i === 0 || cuts.has(i)) groups.push([patch])
    else groups.at(-1)?.push(patch)
  })
  const kept = createBlockReader(doc)
  return groups.map((group) => join(kept, group))
}

/** Reads the blocks of a document from the first to the last. */
export interface BlockReader {
  /** Those from where it stands to the one at `pos`, where it stands then. */
  until(pos: number): readonly Node[]
}

/** Stands before the first. */
export function createBlockReader({ children }: Node): BlockReader {
  let at = 0
  let next = 0
  return {
    until(pos) {
      const first = next
      for (let child = children[next]; child && at < pos; child = children[next]) {
        at += child.nodeSize
        next += 1
      }
      return children.slice(first, next)
    },
  }
}

function countSteps(patches: readonly Patch[]): number {
  return patches.reduce((sum, { steps }) => sum + steps.length, 0)
}

function isTitle(patch: Patch | undefined): boolean {
  return patch?.from === 0
}

/** The patch as one step. */
export function asOne(patch: Patch): Patch {
  if (patch.steps.length <= 1) return patch
  const { from, to, content } = patch
  if (!isTitle(patch)) return { ...patch, steps: [replace(from, to, content)] }
  const [title = schema.nodes.title.create()] = content
  return { ...patch, steps: [new ReplaceStep(1, to - 1, new Slice(title.content, 0, 0))] }
}

function join(kept: BlockReader, group: readonly Patch[]): Patch {
  const [first, ...others] = group
  if (!first) throw new Error('nothing to join')
  kept.until(first.to)
  if (others.length === 0) return first
  const between = others.map(({ from, to, content }) => {
    const before = kept.until(from)
    kept.until(to)
    return [...before, ...content]
  })
  const content = [...first.content, ...between.flat()]
  const to = others.at(-1)?.to ?? first.to
  return { from: first.from, to, content, steps: [replace(first.from, to, content)] }
}

function replace(from: number, to: number, content: readonly Node[]): ReplaceStep {
  return new ReplaceStep(from, to, new Slice(Fragment.fromArray([...content]), 0, 0))
}
