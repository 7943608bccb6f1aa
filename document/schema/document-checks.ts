import type { Node } from 'prosemirror-model'
import { isWellFormed } from './attributes.ts'

/** How deep blocks may nest, the document itself being 0. */
export const MAX_DEPTH = 32

/** The largest document, in ProseMirror size: one per UTF-16 unit of text, two per block. */
export const MAX_DOCUMENT_SIZE = 2_000_000

/** Why a document cannot be accepted, or undefined when it can: schema, attribute values, nesting, text. */
export function findFault(doc: Node): string | undefined {
  try {
    doc.check()
  } catch (error) {
    return error instanceof Error ? error.message : 'the document breaks the schema'
  }
  if (depthOf(doc) > MAX_DEPTH) return `blocks nest deeper than ${MAX_DEPTH}`
  return undefined
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

function depthOf(node: Node): number {
  if (node.isTextblock || node.isLeaf) return 0
  let deepest = 0
  node.forEach((child) => {
    deepest = Math.max(deepest, 1 + depthOf(child))
  })
  return deepest
}
