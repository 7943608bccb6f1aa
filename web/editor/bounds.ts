import type { Node } from 'prosemirror-model'
import { Plugin, type Transaction } from 'prosemirror-state'
import { isWellFormed } from '../../document/schema/attributes.ts'
import { MAX_DEPTH, MAX_DOCUMENT_SIZE } from '../../document/schema/document-checks.ts'
import { isRemote } from './remote-transaction.ts'

/** Why a change of this page is not made: the document would be too large or too deep, or text is broken. */
export type OutOfBounds = 'size' | 'depth' | 'text'

/**
 * Does not make a change of this page that the server could only refuse, so that a paste that is too large costs
 * nobody the work around it. `onRefused` may tell the person why nothing happened. What comes from the log passes.
 */
export function bounds(onRefused: (reason: OutOfBounds) => void): Plugin {
  return new Plugin({
    filterTransaction(tr) {
      if (!tr.docChanged || isRemote(tr)) return true
      const reason = findOutOfBounds(tr)
      if (reason) onRefused(reason)
      return reason === undefined
    },
  })
}

/** Looks at what the transaction changed and nothing else: the work is that of the change, not of the document. */
function findOutOfBounds(tr: Transaction): OutOfBounds | undefined {
  // What is too large already may become smaller.
  if (tr.doc.content.size > Math.max(MAX_DOCUMENT_SIZE, tr.before.content.size)) return 'size'
  for (const [from, to] of changedRanges(tr)) {
    const reason = findInRange(tr.doc, from, to)
    if (reason) return reason
  }
  return undefined
}

/** One range for each step, what stands between its first and last change included: wrapping deepens it. */
function changedRanges(tr: Transaction): [number, number][] {
  return tr.mapping.maps.flatMap((map, i) => {
    let first: number | undefined
    let last = 0
    map.forEach((_from, _to, start, end) => {
      first ??= start
      last = end
    })
    if (first === undefined) return []
    const after = tr.mapping.slice(i + 1)
    return [[after.map(first, -1), after.map(last, 1)]]
  })
}

/** `depth` is how many blocks stand around the children of `node`, the document not counted. */
function findInRange(node: Node, from: number, to: number, depth = 0): OutOfBounds | undefined {
  let reason: OutOfBounds | undefined
  node.forEach((child, start) => {
    const end = start + child.nodeSize
    if (reason || start > to || end < from) return
    if (child.isText) reason = isWellFormed(child.text ?? '') ? undefined : 'text'
    else if (child.isBlock && (child.isTextblock || child.isLeaf) && depth >= MAX_DEPTH) reason = 'depth'
    else reason = findInRange(child, from - start - 1, to - start - 1, depth + 1)
  })
  return reason
}
