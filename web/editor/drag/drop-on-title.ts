import type { ResolvedPos, Slice } from 'prosemirror-model'
import { TextSelection, type Transaction } from 'prosemirror-state'
import { schema } from '../../../document/schema/schema.ts'
import { oneLine } from '../paste.ts'

const { nodes } = schema

/**
 * What is dropped on the title becomes a part of its line when it is nothing but words, as a paste does. Undefined for
 * all else, which goes below: see `besideTitle`.
 */
export function dropOnTitle(tr: Transaction, slice: Slice, at: number): Transaction | undefined {
  const line = isOnTitle(tr.doc.resolve(at)) ? wordsOf(slice) : undefined
  if (!line) return undefined
  tr.insertText(line, at)
  return tr.setSelection(TextSelection.create(tr.doc, at, at + line.length))
}

/** Where that goes which is dropped at a place and is no line: never into the title. */
export function besideTitle($at: ResolvedPos): number {
  return isOnTitle($at) ? $at.doc.child(0).nodeSize : $at.pos
}

export function isOnTitle({ parent, pos }: ResolvedPos): boolean {
  return parent.type === nodes.title || pos === 0
}

/** The words of a slice in one line; undefined when it has more than words. */
function wordsOf({ content, size }: Slice): string | undefined {
  let isWords = size > 0
  content.descendants((node) => {
    const hasMore = node.type === nodes.figure || node.type === nodes.table
    if (hasMore || (node.isLeaf && !node.isText && node.type !== nodes.hard_break)) isWords = false
    return isWords
  })
  return isWords ? oneLine(content.textBetween(0, content.size, '\n', '\n')) : undefined
}
