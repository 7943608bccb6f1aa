import { Fragment, type Node, Slice } from 'prosemirror-model'
import { findWrapping, ReplaceAroundStep, type Transform } from 'prosemirror-transform'
import { MoveStep } from '../../document/commit/move-step.ts'
import { ALIGNMENTS } from '../../document/schema/alignment.ts'
import { schema } from '../../document/schema/schema.ts'
import { CALLOUT_KINDS } from '../../document/schema/section-nodes.ts'
import {
  attachment,
  callout,
  details,
  documentLink,
  figure,
  li,
  mention,
  p,
  pre,
  table,
  task,
  tasks,
  td,
  th,
  tr,
  ul,
} from '../support/build-document.ts'
import type { Random } from '../support/random.ts'
import { tryEdit } from './random-edit.ts'
import { blockBorder, type Edit, placesOf, range, textPosition } from './random-places.ts'
import type { Typist } from './typist.ts'

const { nodes } = schema

/** One local transaction that moves blocks or builds with them. Undefined when the dice fit nothing. */
export function randomArrangement(doc: Node, random: Random, typist: Typist): Transform | undefined {
  const edit = random.chance(0.4) ? random.pick(MOVES) : random.pick(BUILDS)
  return tryEdit(edit, doc, random, typist)
}

/** Neighbours of one parent: a list's items and a table's rows as well as blocks. */
function neighbours(doc: Node, random: Random): { from: number; to: number; before: number; after: number } {
  const parents = placesOf(doc, (node) => !node.isTextblock && node.childCount > 0)
  const { node, at } = random.pick([{ node: doc, at: -1 }, { node: doc, at: -1 }, ...parents])
  const first = random.int(node.childCount)
  const last = random.chance(0.7) ? first : Math.min(node.childCount - 1, first + random.int(3))
  const positions: number[] = []
  node.forEach((_child, offset) => void positions.push(at + 1 + offset))
  positions.push(at + 1 + node.content.size)
  const edge = (index: number) => positions[Math.max(0, Math.min(index, node.childCount))] ?? 0
  return { from: edge(first), to: edge(last + 1), before: edge(first - 1), after: edge(last + 2) }
}

const moveByOne: Edit = (transform, random) => {
  const { from, to, before, after } = neighbours(transform.doc, random)
  transform.step(new MoveStep(from, to, random.chance(0.5) ? before : after))
}

const moveAnywhere: Edit = (transform, random) => {
  const { from, to } = neighbours(transform.doc, random)
  transform.step(new MoveStep(from, to, blockBorder(transform.doc, random)))
}

const moveText: Edit = (transform, random) => {
  const [from, to] = range(transform.doc, random, 6)
  transform.step(new MoveStep(from, to, textPosition(transform.doc, random)))
}

const moveAndType: Edit = (transform, random, typist) => {
  moveByOne(transform, random, typist)
  transform.insert(textPosition(transform.doc, random), schema.text(typist.type(1)))
}

const text = (random: Random, typist: Typist): string => (random.chance(0.8) ? typist.type(2) : '')

function randomBlock(random: Random, typist: Typist): Node {
  const line = () => p(text(random, typist))
  const cell = () => (random.chance(0.3) ? th(line()) : td(line()))
  const builders: readonly (() => Node)[] = [
    () => table(tr(cell(), cell()), tr(cell(), cell())),
    () => callout(random.pick(CALLOUT_KINDS), line(), line()),
    () => details(text(random, typist), line()),
    () => figure('https://example.com/a.png', text(random, typist)),
    () => attachment('https://example.com/a.pdf', 'a.pdf', 7),
    () => pre(text(random, typist)),
    () => ul(li(line()), li(line(), ul(li(line())))),
    () => tasks(task(false, line()), task(true, line())),
  ]
  return random.pick(builders)()
}

const insertBlock: Edit = (transform, random, typist) => {
  transform.insert(blockBorder(transform.doc, random), randomBlock(random, typist))
}

const pasteBlocks: Edit = (transform, random, typist) => {
  const [from, to] = range(transform.doc, random, 6)
  const blocks = [p(typist.type(2)), randomBlock(random, typist), p(typist.type(1))]
  transform.replaceRange(from, to, new Slice(Fragment.from(blocks), 1, 1))
}

const insertReference: Edit = (transform, random) => {
  const made = random.chance(0.5) ? mention('annannannann', 'Ann') : documentLink('A'.repeat(22), 'Plan')
  transform.insert(textPosition(transform.doc, random), made)
}

const removeBlock: Edit = (transform, random) => {
  const { node, at } = random.pick(placesOf(transform.doc, ({ isBlock }) => isBlock))
  transform.delete(at, at + node.nodeSize)
}

const wrapInCallout: Edit = (transform, random) => {
  const blocks = transform.doc.resolve(textPosition(transform.doc, random)).blockRange()
  const wrapping = blocks && findWrapping(blocks, nodes.callout, { kind: random.pick(CALLOUT_KINDS) })
  if (blocks && wrapping) transform.wrap(blocks, wrapping)
}

const wrapInDetails: Edit = (transform, random, typist) => {
  const blocks = transform.doc.resolve(textPosition(transform.doc, random)).blockRange()
  if (!blocks) return
  const { start, end } = blocks
  const made = details(text(random, typist))
  const around = new Slice(Fragment.from(made), 0, 1)
  transform.step(new ReplaceAroundStep(start, end, start, end, around, made.nodeSize - 1, true))
}

const addRow: Edit = (transform, random, typist) => {
  const { node, at } = random.pick(placesOf(transform.doc, ({ type }) => type === nodes.table_row))
  const cells = Array.from({ length: Math.max(1, node.childCount) }, () => td(p(text(random, typist))))
  transform.insert(random.chance(0.5) ? at : at + node.nodeSize, tr(...cells))
}

const addColumn: Edit = (transform, random, typist) => {
  const found = random.pick(placesOf(transform.doc, ({ type }) => type === nodes.table))
  const index = random.int(3)
  const start = transform.steps.length
  found.node.forEach((row, offset) => {
    let place = found.at + 1 + offset + 1
    for (let i = 0; i < Math.min(index, row.childCount); i++) place += row.child(i).nodeSize
    transform.insert(transform.mapping.slice(start).map(place), td(p(text(random, typist))))
  })
}

const removeColumn: Edit = (transform, random) => {
  const found = random.pick(placesOf(transform.doc, ({ type }) => type === nodes.table))
  const index = random.int(2)
  const start = transform.steps.length
  found.node.forEach((row, offset) => {
    if (index >= row.childCount) return
    let place = found.at + 1 + offset + 1
    for (let i = 0; i < index; i++) place += row.child(i).nodeSize
    const mapping = transform.mapping.slice(start)
    transform.delete(mapping.map(place), mapping.map(place + row.child(index).nodeSize))
  })
}

const changeCellType: Edit = (transform, random) => {
  const isCell = ({ type }: Node) => type === nodes.table_cell || type === nodes.table_header
  const { node, at } = random.pick(placesOf(transform.doc, isCell))
  transform.setNodeMarkup(
    at,
    node.type === nodes.table_cell ? nodes.table_header : nodes.table_cell,
    node.attrs,
  )
}

const ATTRIBUTES: readonly (readonly [type: string, name: string, values: readonly unknown[]])[] = [
  ['heading', 'level', [1, 2, 3]],
  ['heading', 'align', [null, ...ALIGNMENTS]],
  ['paragraph', 'align', [null, ...ALIGNMENTS]],
  ['task_item', 'checked', [true, false]],
  ['ordered_list', 'order', [1, 4]],
  ['code_block', 'language', ['', 'js', 'sql']],
  ['callout', 'kind', CALLOUT_KINDS],
  ['table_cell', 'colwidth', [null, [90]]],
  ['table_cell', 'rowspan', [1, 2]],
  ['table_header', 'colspan', [1, 2]],
  ['figure', 'alt', ['', 'a tree']],
  ['figure', 'width', [null, 200]],
  ['attachment', 'name', ['a.pdf', 'b.pdf']],
  ['mention', 'name', ['Ann', 'Anna']],
  ['document_link', 'title', ['Plan', 'The plan']],
]

const changeAttribute: Edit = (transform, random) => {
  const known = new Map<string, (typeof ATTRIBUTES)[number][]>()
  for (const entry of ATTRIBUTES) known.set(entry[0], [...(known.get(entry[0]) ?? []), entry])
  const { node, at } = random.pick(placesOf(transform.doc, ({ type }) => known.has(type.name)))
  const [, name, values] = random.pick(known.get(node.type.name) ?? [])
  transform.setNodeAttribute(at, name, random.pick(values))
}

const MOVES: readonly Edit[] = [moveByOne, moveByOne, moveAnywhere, moveText, moveAndType]

const BUILDS: readonly Edit[] = [
  insertBlock,
  insertBlock,
  pasteBlocks,
  insertReference,
  removeBlock,
  wrapInCallout,
  wrapInDetails,
  addRow,
  addColumn,
  removeColumn,
  changeCellType,
  changeAttribute,
  changeAttribute,
]
