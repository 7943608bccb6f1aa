import type { Node } from 'prosemirror-model'
import { schema } from '../../../document/schema/schema.ts'
import { blockPlace } from './block-place.ts'

/** So much of a block's text tells it from others. */
const LENGTH = 200

/** The text of the block just before a position, from its start. */
export function textBefore(doc: Node, at: number): string {
  return (doc.resolve(at).nodeBefore?.textContent ?? '').slice(0, LENGTH)
}

/**
 * Where a block of this text ends now, the nearest one to where it was; `at` itself when nobody can say. For a place
 * that was noted by a page that is gone.
 */
export function placeBehind(doc: Node, text: string, at: number): number {
  let found: number | undefined
  if (text !== '')
    doc.descendants((node, pos) => {
      const end = pos + node.nodeSize
      if (!node.isBlock || !node.textContent.startsWith(text)) return
      if (found === undefined || Math.abs(end - at) < Math.abs(found - at)) found = end
    })
  return blockPlace(doc, found ?? at, schema.nodes.figure)
}
