import { Mark, type Node } from 'prosemirror-model'
import { isWellFormed } from './attributes.ts'
import { MAX_TABLE_SLOTS, slotsTooMany } from './table-slots.ts'
import { visitChanges } from './visit-changes.ts'

/** How deep blocks may nest, the document itself being 0. */
export const MAX_DEPTH = 32

/**
 * Why a document cannot be accepted, or undefined when it can: schema, attribute values, nesting, tables. Beside a
 * sound version `before` only what is new is looked at, and a table that was too large may become smaller.
 */
export function findFault(doc: Node, before?: Node): string | undefined {
  try {
    return before ? findNewFault(before, doc) : findAnyFault(doc, 0)
  } catch (error) {
    return error instanceof Error ? error.message : 'the document breaks the schema'
  }
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

function findAnyFault(node: Node, depth: number): string | undefined {
  node.check()
  if (depth + depthOf(node) > MAX_DEPTH) return TOO_DEEP
  return slotsTooManyIn(node) > 0 ? TOO_MANY_SLOTS : undefined
}

function findNewFault(before: Node, after: Node): string | undefined {
  let isTooDeep = false
  let slots = 0
  visitChanges(before, after, {
    changed(old, now, hasOtherKinds) {
      slots += slotsTooMany(now) - slotsTooMany(old)
      if (hasOtherKinds && !now.type.validContent(now.content)) {
        throw new RangeError(`Invalid content for node ${now.type.name}`)
      }
      if (now.attrs !== old.attrs || now.marks !== old.marks) checkItself(now)
    },
    gone(node) {
      slots -= slotsTooManyIn(node)
    },
    come(node, depth) {
      node.check()
      isTooDeep ||= depth + depthOf(node) > MAX_DEPTH
      slots += slotsTooManyIn(node)
    },
  })
  if (isTooDeep) return TOO_DEEP
  return slots > 0 ? TOO_MANY_SLOTS : undefined
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
