import { Fragment, type Node, Slice } from 'prosemirror-model'
import { ReplaceAroundStep, type Transform } from 'prosemirror-transform'
import { MoveStep } from '../../document/commit/move-step.ts'
import { callout, li, p, quote, task, tasks, ul } from '../support/build-document.ts'
import type { Random } from '../support/random.ts'
import { tryEdit } from './random-edit.ts'
import { type Edit, placesOf, range, textPosition } from './random-places.ts'
import type { Typist } from './typist.ts'

/** One local transaction that pastes over blocks, or deletes some while it puts others into or out of something. */
export function randomPaste(doc: Node, random: Random, typist: Typist): Transform | undefined {
  return tryEdit(random.pick(PASTES), doc, random, typist)
}

/** What may have been copied, open as deep as its ends go or not at all. */
function copied(random: Random, typist: Typist): Slice {
  const line = () => p(typist.type(2))
  const blocks = random.pick<() => Node[]>([
    () => [ul(li(line()), li(line()))],
    () => [tasks(task(false, line()), task(true, line()))],
    () => [ul(li(line())), line()],
    () => [line(), ul(li(line()))],
    () => [quote(line(), line())],
    () => [line(), callout('note', line()), line()],
  ])()
  const whole = Fragment.from(blocks)
  return random.chance(0.7) ? Slice.maxOpen(whole) : new Slice(whole, 0, 0)
}

const pasteOver: Edit = (transform, random, typist) => {
  const [from, to] = range(transform.doc, random, 25)
  transform.replace(from, to, copied(random, typist))
}

const pasteAsTheEditorDoes: Edit = (transform, random, typist) => {
  const [from, to] = range(transform.doc, random, 25)
  transform.replaceRange(from, to, copied(random, typist))
}

const pasteIntoText: Edit = (transform, random, typist) => {
  const at = textPosition(transform.doc, random)
  transform.replaceRange(at, at, copied(random, typist))
}

/** Where each of some neighbours of one parent begins and the last one ends. The title is not among them. */
function neighbours(doc: Node, random: Random): number[] {
  const parents = placesOf(doc, (node) => !node.isTextblock && node.childCount > 1)
  const { node, at } = random.pick([{ node: doc, at: -1 }, { node: doc, at: -1 }, ...parents])
  const edges: number[] = []
  node.forEach((child, offset) => {
    if (child.type.name !== 'title') edges.push(at + 1 + offset)
  })
  edges.push(at + 1 + node.content.size)
  return random.chance(0.5) ? edges : edges.slice(random.int(edges.length - 1))
}

/** Keeps one of some neighbours, or none, within something new, and deletes the others. */
const wrapAndDelete: Edit = (transform, random, typist) => {
  const edges = neighbours(transform.doc, random)
  const start = random.int(edges.length)
  const end = Math.min(edges.length - 1, start + random.int(2))
  const [from, gapFrom, gapTo, to] = [edges[0], edges[start], edges[end], edges.at(-1)] as number[]
  if (from === undefined || gapFrom === undefined || gapTo === undefined || to === undefined) return
  const line = p(typist.type(1))
  const [made, insert] = random.pick([
    [quote(), 1],
    [callout('tip'), 1],
    [ul(li()), 2],
    [callout('note', line), 1 + line.nodeSize],
  ] as const)
  const around = new Slice(Fragment.from(made), 0, 0)
  transform.step(new ReplaceAroundStep(from, to, gapFrom, gapTo, around, insert))
}

/** Puts a block between others, where somebody may be pasting. */
const moveBetween: Edit = (transform, random) => {
  const { node, at } = random.pick(placesOf(transform.doc, ({ isBlock }) => isBlock))
  transform.step(new MoveStep(at, at + node.nodeSize, random.pick(neighbours(transform.doc, random))))
}

/** Takes the content of a block out of it and deletes what stands beside the block. */
const unwrapAndDelete: Edit = (transform, random) => {
  const { node, at } = random.pick(
    placesOf(transform.doc, ({ isTextblock, isLeaf }) => !isTextblock && !isLeaf),
  )
  const $at = transform.doc.resolve(at)
  const end = at + node.nodeSize
  const before = random.chance(0.5) ? ($at.nodeBefore?.nodeSize ?? 0) : 0
  const after = random.chance(0.5) ? (transform.doc.resolve(end).nodeAfter?.nodeSize ?? 0) : 0
  transform.step(new ReplaceAroundStep(at - before, end + after, at + 1, end - 1, Slice.empty, 0))
}

const PASTES: readonly Edit[] = [
  pasteOver,
  pasteAsTheEditorDoes,
  pasteIntoText,
  wrapAndDelete,
  wrapAndDelete,
  wrapAndDelete,
  unwrapAndDelete,
  moveBetween,
  moveBetween,
  moveBetween,
]
