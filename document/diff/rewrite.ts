import { type Node, Slice } from 'prosemirror-model'
import { ReplaceStep, type Step, StepMap, Transform } from 'prosemirror-transform'
import { schema } from '../schema/schema.ts'
import { parseMarkdown } from '../text/markdown-in.ts'
import { toMarkdown } from '../text/markdown-out.ts'
import { alignBlocks, diffBlock, pairBlocks, type ReadBlock, readChildren } from './diff-blocks.ts'
import { createEdits, type Rewriting } from './edits.ts'
import { createEffort, type Effort } from './effort.ts'
import { asOne, createBlockReader, joinPatches, type Patch } from './join-patches.ts'
import { moveBlocks } from './move-blocks.ts'
import { isWithinWork } from './within-work.ts'

/** What comparing may be; some seconds at most. */
const MOST_EFFORT = 40_000_000

/**
 * The smallest change that makes `base` the document which a Markdown text says: blocks that the text has not
 * changed stay untouched, with all that Markdown does not carry (column widths, who is mentioned, a picture's
 * own size), and so do the words around a changed one; those that stand elsewhere are moved. So others may write
 * meanwhile. Where very much differs the document comes out the same by fewer and larger steps, and what is looked
 * for no longer is replaced.
 */
export function rewrite(base: Node, wanted: Node): Rewriting {
  const effort = createEffort(MOST_EFFORT)
  const read = parseMarkdown(toMarkdown(base))
  const asRead = readChildren({ base, pos: -1, read }) ?? readChildren({ base, pos: -1, read: base })
  const [title, ...blocks] = asRead ?? []
  const [name, ...rest] = wanted.children
  const start = base.firstChild?.nodeSize ?? 0
  const moves = new Transform(base)
  const arranged = moveBlocks(blocks, rest, start, moves, effort)
  const patches = [
    ...(title && name ? [patchOf(title, name, effort)] : []),
    ...patchesOf(arranged, rest, start, effort),
  ].filter(({ steps }) => steps.length > 0)
  for (const found of [patches, patches.map(asOne)]) {
    const rewriting = finish(moves, joinPatches(moves.doc, found))
    if (isWithinWork(base, rewriting.steps)) return rewriting
  }
  const { doc } = finish(moves, patches)
  return { steps: inOnePiece(base, doc), doc }
}

/** All that differs at once: what stands before it and behind it stays. */
function inOnePiece(base: Node, doc: Node): Step[] {
  const [before, after] = [base.children.slice(1), doc.children.slice(1)]
  const most = Math.min(before.length, after.length)
  const same = (i: number, j: number): boolean => Boolean(after[j] && before[i]?.eq(after[j]))
  let ahead = 0
  while (ahead < most && same(ahead, ahead)) ahead++
  let behind = 0
  while (behind < most - ahead && same(before.length - 1 - behind, after.length - 1 - behind)) behind++
  const start = base.firstChild?.nodeSize ?? 0
  const from = sizeOf(before.slice(0, ahead), start)
  const to = base.content.size - sizeOf(before.slice(before.length - behind))
  const content = after.slice(ahead, after.length - behind)
  const { steps } = replacing({ from, to, content })
  const title = doc.firstChild
  if (!title || base.firstChild?.eq(title)) return [...steps]
  return [...steps, new ReplaceStep(1, start - 1, new Slice(title.content, 0, 0))]
}

function sizeOf(nodes: readonly Node[], start = 0): number {
  return nodes.reduce((sum, { nodeSize }) => sum + nodeSize, start)
}

/** The moves, then the patches, from the last to the first: so none of them moves the place of another. */
function finish(moves: Transform, patches: readonly Patch[]): Rewriting {
  const steps = [...patches].reverse().flatMap((patch) => patch.steps)
  const kept = createBlockReader(moves.doc)
  const blocks = patches.flatMap(({ from, to, content }) => {
    const before = kept.until(from)
    kept.until(to)
    return [...before, ...content]
  })
  const doc = schema.nodes.doc.create(null, [...blocks, ...kept.until(moves.doc.content.size)])
  return { steps: [...moves.steps, ...steps], doc }
}

/** What becomes of the blocks: one patch for each that changes, and for each stretch that goes or comes. */
function patchesOf(
  blocks: readonly ReadBlock[],
  wanted: readonly Node[],
  start: number,
  effort: Effort,
): Patch[] {
  return alignBlocks(blocks, wanted, effort).flatMap((change) =>
    pairBlocks(change, blocks, wanted, start, effort).map((pair) =>
      pair.kind === 'changed' ? patchOf(pair.block, pair.wanted, effort) : replacing(pair),
    ),
  )
}

function replacing({ from, to, content }: Omit<Patch, 'steps'>): Patch {
  const slice = new Slice(schema.nodes.doc.create(null, content).content, 0, 0)
  return { from, to, content, steps: [new ReplaceStep(from, to, slice)] }
}

/**
 * One block made the wanted one. It is changed by itself: in the document each step would be as much work as there are
 * blocks.
 */
function patchOf(block: ReadBlock, wanted: Node, effort: Effort): Patch {
  const { base, pos } = block
  const isTitle = base.type === schema.nodes.title
  const { title, paragraph, doc } = schema.nodes
  const alone = doc.create(null, isTitle ? [base, paragraph.create()] : [title.create(), base])
  const at = isTitle ? 0 : 2
  const edits = createEdits()
  diffBlock({ ...block, pos: at }, wanted, edits, effort)
  const { steps, doc: changed } = edits.applyTo(alone)
  const content = changed.children.slice(isTitle ? 0 : 1, isTitle ? 1 : undefined)
  return { from: pos, to: pos + base.nodeSize, content, steps: steps.map((step) => moved(step, pos - at)) }
}

/** The same step for a block that stands further behind. */
function moved(step: Step, by: number): Step {
  const there = by === 0 ? step : step.map(new StepMap([0, 0, by]))
  if (!there) throw new Error('a step that cannot be moved')
  return there
}
