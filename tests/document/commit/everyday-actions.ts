import { Fragment, type Node, Slice } from 'prosemirror-model'
import { findWrapping, type Transform } from 'prosemirror-transform'
import { MoveStep } from '../../../document/commit/move-step.ts'
import { schema } from '../../../document/schema/schema.ts'
import { doc, p } from '../../support/build-document.ts'

const { nodes, marks } = schema

/** What both see when they act at once. Both act on the second paragraph, whose words tell what became of it. */
export const START = doc(p('first'), p('alpha beta gamma'), p('last'), p('end'))

/** Words that stay unless an action that stands takes them away. */
export const BYSTANDERS = ['fi', 'alpha', 'gamma', 'la', 'end']

/** Who acts: what they type, and how they mark. */
export interface Actor {
  readonly letter: string
  readonly mark: 'strong' | 'em'
  readonly align: 'center' | 'right'
  readonly colour: 'yellow' | 'green'
}

/** One everyday action, and how one sees afterwards that it stands. */
export interface Action {
  /** Words of the start that it takes away. */
  readonly erases?: readonly string[]
  readonly act: (transform: Transform, actor: Actor) => unknown
  readonly stands: (doc: Node, actor: Actor) => boolean
}

const [from, to] = [find(START, 'alpha') - 1, find(START, 'gamma') + 'gamma'.length + 1]
const beta = find(START, 'beta')
const gamma = find(START, 'gamma')

/** Where a text begins, or -1. */
function find(node: Node, text: string): number {
  let found = -1
  node.descendants((child, at) => {
    const index = child.isText ? (child.text ?? '').indexOf(text) : -1
    if (found < 0 && index >= 0) found = at + index
  })
  return found
}

const has = (node: Node, text: string) => find(node, text) >= 0
/** Whether the end of "beta" is there, and not only that of "first" before "alpha". */
const hasBeta = (node: Node) => /[^s]ta/.test(node.textBetween(0, node.content.size, '|'))
const order = (node: Node, ...words: string[]) => {
  const places = words.map((word) => find(node, word))
  return places.every((place, i) => place >= 0 && (i === 0 || place > (places[i - 1] ?? 0)))
}

/** Every node around a text, innermost last. */
function around(node: Node, text: string): Node[] {
  const at = find(node, text)
  if (at < 0) return []
  const $at = node.resolve(at)
  return Array.from({ length: $at.depth + 1 }, (_, depth) => $at.node(depth))
}

const block = (node: Node, text: string) => around(node, text).at(-1)
const isIn = (type: string) => (node: Node) => around(node, 'alpha').some((each) => each.type.name === type)
const wrap =
  (type: 'bullet_list' | 'callout') =>
  (transform: Transform): void => {
    const range = transform.doc.resolve(beta).blockRange()
    const wrapping = range && findWrapping(range, schema.nodes[type])
    if (range && wrapping) transform.wrap(range, wrapping)
  }

/** All that two people commonly do to one paragraph. */
export const ACTIONS: Readonly<Record<string, Action>> = {
  'type inside': {
    act: (transform, { letter }) => transform.insert(beta + 2, schema.text(letter)),
    stands: (node, { letter }) => has(node, letter),
  },
  'type at the end': {
    act: (transform, { letter }) => transform.insert(to - 1, schema.text(letter)),
    stands: (node, { letter }) => has(node, letter),
  },
  'delete a word': {
    act: (transform) => transform.delete(beta, beta + 5),
    stands: (node) => !hasBeta(node),
  },
  'replace a word': {
    act: (transform, { letter }) => transform.replaceWith(beta, beta + 4, schema.text(letter)),
    stands: (node, { letter }) => has(node, letter) && !hasBeta(node),
  },
  'mark a word': {
    act: (transform, { mark }) => transform.addMark(beta, beta + 4, marks[mark].create()),
    stands: (node, { mark }) => {
      let isMarked = false
      node.descendants((child) => {
        isMarked ||= child.marks.some(({ type }) => type.name === mark)
      })
      return isMarked
    },
  },
  split: {
    act: (transform) => transform.split(gamma),
    stands: (node) => has(node, 'gamma') && block(node, 'gamma')?.textContent.includes('alpha') !== true,
  },
  'join to the one above': {
    act: (transform) => transform.join(from),
    stands: (node) => block(node, 'first')?.textContent.includes('alpha') === true,
  },
  'make a heading': {
    act: (transform) => transform.setBlockType(from + 1, to - 1, nodes.heading, { level: 2 }),
    stands: isIn('heading'),
  },
  'align it': {
    act: (transform, { align }) => transform.setNodeAttribute(from, 'align', align),
    stands: (node, { align }) => block(node, 'alpha')?.attrs['align'] === align,
  },
  'colour a word': {
    act: (transform, { colour }) => transform.addMark(beta, beta + 4, marks.highlight.create({ colour })),
    stands: (node, { colour }) => {
      let isColoured = false
      node.descendants((child) => {
        isColoured ||= child.marks.some(({ attrs }) => attrs['colour'] === colour)
      })
      return isColoured
    },
  },
  'make a list': { act: wrap('bullet_list'), stands: isIn('bullet_list') },
  'wrap in a callout': { act: wrap('callout'), stands: isIn('callout') },
  'move up': {
    act: (transform) => transform.step(new MoveStep(from, to, from - 7)),
    stands: (node) => order(node, 'gamma', 'first'),
  },
  'move down': {
    act: (transform) => transform.step(new MoveStep(from, to, to + 6)),
    stands: (node) => order(node, 'last', 'gamma', 'end'),
  },
  'move to the end': {
    act: (transform) => transform.step(new MoveStep(from, to, START.content.size)),
    stands: (node) => order(node, 'end', 'gamma'),
  },
  'add a block below': {
    act: (transform, { letter }) => transform.insert(to, p(letter)),
    stands: (node, { letter }) => has(node, letter),
  },
  'delete the block': {
    erases: ['alpha', 'gamma'],
    act: (transform) => transform.delete(from, to),
    stands: (node) => !has(node, 'alpha') && !has(node, 'gamma'),
  },
  'delete from above into it': {
    erases: ['alpha'],
    act: (transform) => transform.delete(from - 3, beta),
    stands: (node) => !has(node, 'alpha'),
  },
  'paste over it and the next': {
    erases: ['gamma', 'la'],
    act: (transform, { letter }) =>
      transform.replace(beta, to + 3, new Slice(Fragment.from([p(letter), p(letter)]), 1, 1)),
    stands: (node, { letter }) => has(node, letter) && !has(node, 'gamma'),
  },
}
