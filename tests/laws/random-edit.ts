import { Fragment, type Node, type NodeType, Slice } from 'prosemirror-model'
import { canJoin, canSplit, findWrapping, liftTarget, Transform } from 'prosemirror-transform'
import { ALIGNMENTS } from '../../document/schema/alignment.ts'
import { TEXT_COLOURS } from '../../document/schema/colours.ts'
import { findFault } from '../../document/schema/document-checks.ts'
import { schema } from '../../document/schema/schema.ts'
import type { Random } from '../support/random.ts'
import { type Edit, range, textPosition } from './random-places.ts'
import type { Typist } from './typist.ts'

/** One local transaction of a person: what an editor might dispatch. Undefined when the dice fit nothing. */
export function randomEdit(doc: Node, random: Random, typist: Typist): Transform | undefined {
  return tryEdit(random.chance(0.55) ? typeRun : random.pick(EDITS), doc, random, typist)
}

/** The change as a transform; undefined when it came to nothing, or to a document that must not be. */
export function tryEdit(edit: Edit, doc: Node, random: Random, typist: Typist): Transform | undefined {
  const transform = new Transform(doc)
  let written = ''
  const type = (count: number) => {
    const text = typist.type(count)
    written += text
    return text
  }
  let isSound = true
  try {
    edit(transform, random, { ...typist, type })
  } catch {
    isSound = false
  }
  isSound &&= transform.steps.length > 0 && findFault(transform.doc) === undefined
  const arrived = new Set(isSound ? transform.doc.textContent : '')
  typist.forget([...written].filter((character) => !arrived.has(character)))
  return isSound ? transform : undefined
}

const typeRun: Edit = (transform, random, typist) => {
  let at = textPosition(transform.doc, random)
  for (let i = 1 + random.int(4); i > 0; i--) {
    transform.insert(at, schema.text(typist.type(1)))
    at += 1
  }
}

const paste: Edit = (transform, random, typist) => {
  const { paragraph } = schema.nodes
  const at = textPosition(transform.doc, random)
  const blocks = [0, 1].map(() => paragraph.create(null, schema.text(typist.type(3))))
  const end = Math.min(transform.doc.content.size, at + random.int(6))
  transform.replaceRange(at, end, new Slice(Fragment.from(blocks), 1, 1))
}

const remove: Edit = (transform, random) => {
  const [from, to] = range(transform.doc, random, 8)
  transform.delete(from, to)
}

const removeWidely: Edit = (transform, random) => {
  const [from, to] = range(transform.doc, random, 40)
  transform.deleteRange(from, to)
}

const overtype: Edit = (transform, random, typist) => {
  const [from, to] = range(transform.doc, random, 6)
  transform.replaceWith(from, to, schema.text(typist.type(1)))
}

const split: Edit = (transform, random) => {
  const at = textPosition(transform.doc, random)
  const $at = transform.doc.resolve(at)
  if ($at.node(1)?.type === schema.nodes.title) return
  const depth = $at.depth > 1 && random.chance(0.3) ? 2 : 1
  if (canSplit(transform.doc, at, depth)) transform.split(at, depth)
}

const insertParagraph: Edit = (transform, random, typist) => {
  const $at = transform.doc.resolve(textPosition(transform.doc, random))
  const { paragraph } = schema.nodes
  transform.insert(
    $at.after(),
    paragraph.create(null, random.chance(0.5) ? schema.text(typist.type(2)) : null),
  )
}

const join: Edit = (transform, random) => {
  const $at = transform.doc.resolve(textPosition(transform.doc, random))
  if (canJoin(transform.doc, $at.before())) transform.join($at.before())
}

const mark: Edit = (transform, random) => {
  const [from, to] = range(transform.doc, random, 12)
  const { strong, em, code, underline, superscript, subscript, highlight, text_colour } = schema.marks
  const made = random.pick([
    ...[strong, em, code, underline, superscript, subscript].map((type) => type.create()),
    highlight.create({ colour: random.pick(TEXT_COLOURS) }),
    text_colour.create({ colour: random.pick(TEXT_COLOURS) }),
  ])
  if (random.chance(0.7)) transform.addMark(from, to, made)
  else transform.removeMark(from, to, made.type)
}

const link: Edit = (transform, random) => {
  const [from, to] = range(transform.doc, random, 12)
  transform.addMark(from, to, schema.marks.link.create({ href: `https://example.com/${random.int(9)}` }))
}

const retype: Edit = (transform, random) => {
  const [from, to] = range(transform.doc, random, 10)
  const { paragraph, heading, code_block } = schema.nodes
  const [type, attrs] = random.pick<[NodeType, Record<string, unknown> | null]>([
    [paragraph, null],
    [heading, { level: 1 + random.int(3) }],
    [code_block, null],
  ])
  transform.setBlockType(from, to, type, attrs)
}

const wrap: Edit = (transform, random) => {
  const doc = transform.doc
  const $from = doc.resolve(textPosition(doc, random))
  const [from, to] = [$from, doc.resolve(Math.min(doc.content.size, $from.pos + random.int(10)))]
  const { blockquote, bullet_list, ordered_list, task_list } = schema.nodes
  const type = random.pick([blockquote, bullet_list, ordered_list, task_list])
  const blocks = from.blockRange(to)
  const wrapping = blocks && findWrapping(blocks, type)
  if (blocks && wrapping) transform.wrap(blocks, wrapping)
}

const lift: Edit = (transform, random) => {
  const blocks = transform.doc.resolve(textPosition(transform.doc, random)).blockRange()
  const target = blocks && liftTarget(blocks)
  if (blocks && target != null) transform.lift(blocks, target)
}

const setAttribute: Edit = (transform, random) => {
  const places: [number, string, unknown][] = []
  transform.doc.descendants((node, at) => {
    if (Object.hasOwn(node.attrs, 'align')) places.push([at, 'align', random.pick([null, ...ALIGNMENTS])])
    if (node.type === schema.nodes.heading) places.push([at, 'level', 1 + random.int(3)])
    if (node.type === schema.nodes.task_item) places.push([at, 'checked', random.chance(0.5)])
    if (node.type === schema.nodes.ordered_list) places.push([at, 'order', random.int(9)])
  })
  if (places.length) transform.setNodeAttribute(...random.pick(places))
}

const insertLeaf: Edit = (transform, random) => {
  const { horizontal_rule, hard_break, image } = schema.nodes
  const at = textPosition(transform.doc, random)
  const $at = transform.doc.resolve(at)
  if (random.chance(0.4)) transform.insert($at.after(), horizontal_rule.create())
  else
    transform.insert(
      at,
      random.pick([hard_break.create(), image.create({ src: 'https://example.com/a.png' })]),
    )
}

const twoAtOnce: Edit = (transform, random, typist) => {
  random.pick(EDITS)(transform, random, typist)
  typeRun(transform, random, typist)
}

const EDITS: readonly Edit[] = [
  typeRun,
  paste,
  remove,
  remove,
  removeWidely,
  overtype,
  split,
  insertParagraph,
  join,
  mark,
  link,
  retype,
  wrap,
  lift,
  setAttribute,
  insertLeaf,
  twoAtOnce,
]
