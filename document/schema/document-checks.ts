import { Mark, type Node } from 'prosemirror-model'
import { inOneGo, PART_SIZE, type Parts, Progress } from '../parts.ts'
import { isWellFormed } from './attributes.ts'
import { changesBetween } from './changes-between.ts'
import { MAX_TABLE_SLOTS, slotsTooMany } from './table-slots.ts'

/** How deep blocks may nest, the document itself being 0. */
export const MAX_DEPTH = 32

/**
 * Why a document cannot be accepted, or undefined when it can: schema, attribute values, nesting, tables. Beside a
 * sound version `before` only what is new is looked at, and a table that was too large may become smaller.
 */
export function findFault(doc: Node, before?: Node): string | undefined {
  return inOneGo(findFaultInParts(doc, before))
}

/** The same in parts. */
export function* findFaultInParts(doc: Node, before?: Node): Parts<string | undefined> {
  const found: Found = { isTooDeep: false, slots: 0 }
  try {
    if (before) yield* checkChanges(before, doc, found)
    else yield* checkNode(doc, 0, found, new Progress())
  } catch (error) {
    return error instanceof Error ? error.message : 'the document breaks the schema'
  }
  if (found.isTooDeep) return TOO_DEEP
  return found.slots > 0 ? TOO_MANY_SLOTS : undefined
}

/** True when every text in the node can be written as UTF-8. */
export function hasWellFormedText(node: Node): boolean {
  if (node.isText) return isWellFormed(node.text ?? '')
  let sound = true
  node.forEach((child) => {
    sound &&= hasWellFormedText(child)
  })
  return sound
}

interface Found {
  isTooDeep: boolean
  /** By how many places more than they may its tables are larger. */
  slots: number
}

function* checkChanges(before: Node, after: Node, found: Found): Parts<void> {
  const progress = new Progress()
  for (const change of changesBetween(before, after)) {
    if (change.kind === 'changed') {
      if (progress.ends(1)) yield
      found.slots += slotsTooMany(change.after) - slotsTooMany(change.before)
      checkChanged(change.before, change.after, change.hasOtherKinds)
    } else if (change.kind === 'gone') {
      if (progress.ends(change.node.nodeSize)) yield
      found.slots -= slotsTooManyIn(change.node)
    } else yield* checkNode(change.node, change.depth, found, progress)
  }
}

function checkChanged(old: Node, now: Node, hasOtherKinds: boolean): void {
  if (hasOtherKinds) checkContent(now)
  if (now.attrs !== old.attrs || now.marks !== old.marks) checkItself(now)
}

/** A node with all that it holds, as `Node.check`. */
function* checkNode(node: Node, depth: number, found: Found, progress: Progress): Parts<void> {
  if (progress.ends(Math.min(node.nodeSize, PART_SIZE))) yield
  if (node.nodeSize < PART_SIZE || node.isText) {
    node.check()
    found.isTooDeep ||= depth + depthOf(node) > MAX_DEPTH
    found.slots += slotsTooManyIn(node)
    return
  }
  checkContent(node)
  checkItself(node)
  found.isTooDeep ||= depth > MAX_DEPTH
  found.slots += slotsTooMany(node)
  // What stands in a line is no deeper than it.
  const inside = node.isTextblock ? depth : depth + 1
  for (const child of node.content.content) yield* checkNode(child, inside, found, progress)
}

function checkContent(node: Node): void {
  if (!node.type.validContent(node.content)) {
    throw new RangeError(`Invalid content for node ${node.type.name}`)
  }
}

const TOO_DEEP = `blocks nest deeper than ${MAX_DEPTH}`
const TOO_MANY_SLOTS = `the cells of a table cover more than ${MAX_TABLE_SLOTS} places`

/** What `Node.check` looks at in a node itself, without what it holds. */
function checkItself({ type, attrs, marks }: Node): void {
  checkValues(type.spec.attrs, attrs)
  let sorted = Mark.none
  for (const mark of marks) {
    checkValues(mark.type.spec.attrs, mark.attrs)
    sorted = mark.addToSet(sorted)
  }
  if (!Mark.sameSet(sorted, marks)) throw new RangeError(`Invalid collection of marks for node ${type.name}`)
}

function checkValues(
  spec: Readonly<Record<string, { readonly validate?: unknown }>> | undefined,
  attrs: Readonly<Record<string, unknown>>,
): void {
  for (const name of Object.keys(attrs)) {
    const validate = spec?.[name]?.validate
    if (!spec?.[name]) throw new RangeError(`Unsupported attribute ${name}`)
    if (typeof validate === 'function') validate(attrs[name])
  }
}

function slotsTooManyIn(node: Node): number {
  let slots = slotsTooMany(node)
  if (node.isTextblock) return slots
  node.forEach((child) => {
    if (!child.isTextblock) slots += slotsTooManyIn(child)
  })
  return slots
}

function depthOf(node: Node): number {
  if (node.isTextblock || node.isLeaf) return 0
  let deepest = 0
  node.forEach((child) => {
    deepest = Math.max(deepest, 1 + depthOf(child))
  })
  return deepest
}
