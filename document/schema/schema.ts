import { type Node, Schema } from 'prosemirror-model'
import { marks } from './marks.ts'
import { nodes } from './nodes.ts'
import './short-json.ts'

/** What a Samepage document may hold. The browser, the server and every test use this one object. */
export const schema = new Schema({ nodes, marks })

/** The document at sequence number 0 of every log: an empty title and one empty paragraph. */
export function emptyDocument(): Node {
  const { doc, title, paragraph } = schema.nodes
  return doc.create(null, [title.create(), paragraph.create()])
}

/** The text of a document's title, '' when nobody has named it yet. */
export function titleOf(doc: Node): string {
  return doc.firstChild?.textContent ?? ''
}

/**
 * Reads ProseMirror JSON as a whole document. Throws a RangeError when it is not one: `Node.fromJSON` looks
 * at neither content rules nor attribute values, so `check` follows.
 */
export function parseDocument(json: unknown): Node {
  const doc = schema.nodeFromJSON(json)
  if (doc.type !== schema.nodes.doc) throw new RangeError('not a whole document')
  doc.check()
  return doc
}
