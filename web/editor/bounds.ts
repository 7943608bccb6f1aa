import type { Node } from 'prosemirror-model'
import { type Command, Plugin, PluginKey, type Transaction } from 'prosemirror-state'
import { isWellFormed, UnfitValue } from '../../document/schema/attributes.ts'
import { MAX_DEPTH } from '../../document/schema/document-checks.ts'
import { isOverweight, weigh } from '../../document/schema/document-weight.ts'
import { isRemote } from './remote-transaction.ts'

/**
 * Why a change of this page is not made: the document would be too large or too deep, text is broken, or a value is none
 * that its part of the document may have, such as a cell across more columns than there can be.
 */
export type OutOfBounds = 'size' | 'depth' | 'text' | 'value'

const key = new PluginKey('bounds')

/**
 * Does not make a change of this page that the server could only refuse, so that a paste that is too large costs
 * nobody the work around it. `onRefused` may tell the person why nothing happened. What comes from the log passes.
 */
export function bounds(onRefused: (reason: OutOfBounds) => void): Plugin {
  return new Plugin({
    key,
    onRefused,
    filterTransaction(tr) {
      if (!tr.docChanged || isRemote(tr)) return true
      const reason = findOutOfBounds(tr)
      if (reason) onRefused(reason)
      return reason === undefined
    },
  })
}

/**
 * A command that finds on its way that it would make what the schema refuses, as a cell across more columns than there
 * can be: it changes nothing, and the person is told. Left alone it would throw, and the browser do what it does at the key.
 */
export function guarded(command: Command): Command {
  return (state, dispatch, view) => {
    try {
      return command(state, dispatch, view)
    } catch (error) {
      if (!(error instanceof UnfitValue)) throw error
      key.get(state)?.spec['onRefused']('value')
      return true
    }
  }
}

/** The same for the commands of keys. */
export function guardedKeys(bindings: Readonly<Record<string, Command>>): Record<string, Command> {
  return Object.fromEntries(Object.entries(bindings).map(([name, command]) => [name, guarded(command)]))
}

/** Looks at what the transaction changed and nothing else: the work is that of the change, not of the document. */
function findOutOfBounds(tr: Transaction): OutOfBounds | undefined {
  // What is too large already may become smaller.
  if (isOverweight(weigh(tr.doc, tr.before), weigh(tr.before))) return 'size'
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
