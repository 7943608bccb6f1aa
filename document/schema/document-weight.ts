import type { Node } from 'prosemirror-model'
import { inOneGo, PART_SIZE, type Parts, Progress } from '../parts.ts'
import { changesBetween } from './changes-between.ts'

/** The largest document, in ProseMirror size: one per UTF-16 unit of text, two per block. */
export const MAX_DOCUMENT_SIZE = 2_000_000

/** The most nodes of a document: blocks, pictures, breaks, and pieces of text in one style. */
export const MAX_DOCUMENT_NODES = 100_000

/** The most characters that everything in a document has which is not text: addresses, pictures, descriptions. */
export const MAX_ATTRIBUTE_SIZE = 8_388_608

/** What a document has of that which is limited. */
export interface DocumentWeight {
  readonly size: number
  readonly nodes: number
  readonly attributes: number
}

const known = new WeakMap<Node, DocumentWeight>()
const sizes = new WeakMap<object, number>()

/** Weighs a document; `before`, an earlier version, spares looking at what both have. */
export function weigh(doc: Node, before?: Node): DocumentWeight {
  return known.get(doc) ?? inOneGo(weighInParts(doc, before))
}

/** The same in parts; what it answers is remembered. */
export function* weighInParts(doc: Node, before?: Node): Parts<DocumentWeight> {
  const weighed = known.get(doc)
  if (weighed) return weighed
  const start = before && known.get(before)
  const progress = new Progress()
  const weight =
    before && start
      ? plus(start, yield* weighChanges(before, doc, progress))
      : yield* weighLarge(doc, progress)
  known.set(doc, weight)
  return weight
}

/** How much more one version of a node, or of a document, weighs than another. */
export function weighChange(before: Node, after: Node): DocumentWeight {
  return inOneGo(weighChanges(before, after, new Progress()))
}

function* weighChanges(before: Node, after: Node, progress: Progress): Parts<DocumentWeight> {
  let [nodes, attributes] = [0, 0]
  for (const change of changesBetween(before, after)) {
    if (change.kind === 'changed') {
      if (progress.ends(1)) yield
      attributes += attributesOf(change.after) - attributesOf(change.before)
    } else {
      const weight = yield* weighLarge(change.node, progress)
      const sign = change.kind === 'come' ? 1 : -1
      nodes += sign * weight.nodes
      attributes += sign * weight.attributes
    }
  }
  return { size: after.content.size - before.content.size, nodes, attributes }
}

function* weighLarge(node: Node, progress: Progress): Parts<DocumentWeight> {
  if (progress.ends(Math.min(node.nodeSize, PART_SIZE))) yield
  if (node.nodeSize < PART_SIZE || node.isText) return weighNode(node)
  let [nodes, attributes] = [1, attributesOf(node)]
  for (const child of node.content.content) {
    const weight = yield* weighLarge(child, progress)
    nodes += weight.nodes
    attributes += weight.attributes
  }
  return { size: node.content.size, nodes, attributes }
}

/** The sum of two weights. */
export function plus(one: DocumentWeight, other: DocumentWeight): DocumentWeight {
  return {
    size: one.size + other.size,
    nodes: one.nodes + other.nodes,
    attributes: one.attributes + other.attributes,
  }
}

/** True for what is past a limit, unless it was further past it `before`: it may become smaller. */
export function isOverweight(weight: DocumentWeight, before?: DocumentWeight): boolean {
  return (
    weight.size > Math.max(MAX_DOCUMENT_SIZE, before?.size ?? 0) ||
    weight.nodes > Math.max(MAX_DOCUMENT_NODES, before?.nodes ?? 0) ||
    weight.attributes > Math.max(MAX_ATTRIBUTE_SIZE, before?.attributes ?? 0)
  )
}

/** True for a document that is larger than one may be. */
export function isTooLarge(doc: Node): boolean {
  return doc.content.size > MAX_DOCUMENT_SIZE || isOverweight(weigh(doc))
}

/** About how many bytes a document takes as JSON, without writing it. */
export function jsonSizeOf(doc: Node): number {
  const { size, nodes, attributes } = weigh(doc)
  return size + attributes + 30 * nodes
}

/** What one node weighs with all in it; nothing of it is remembered. */
export function weighNode(node: Node): DocumentWeight {
  let [nodes, attributes] = [1, attributesOf(node)]
  node.descendants((child) => {
    nodes += 1
    attributes += attributesOf(child)
  })
  return { size: node.content.size, nodes, attributes }
}

function attributesOf({ attrs, marks }: Node): number {
  let size = sizeOf(attrs)
  for (const mark of marks) size += sizeOf(mark.attrs)
  return size
}

/** As JSON writes them. Objects of attributes are never changed, and nodes without own ones share theirs. */
function sizeOf(attrs: Readonly<Record<string, unknown>>): number {
  let size = sizes.get(attrs)
  if (size === undefined) {
    size = 0
    for (const name in attrs) {
      const value = attrs[name]
      size +=
        name.length + 4 + (typeof value === 'string' ? value.length : JSON.stringify(value ?? null).length)
    }
    sizes.set(attrs, size)
  }
  return size
}
