import { Fragment, type Node } from 'prosemirror-model'
import { schema } from '../../document/schema/schema.ts'
import type { KeptPicture } from './convert-jobs.ts'

/** The document under another title, made one line. */
export function withTitle(doc: Node, title: string): Node {
  const line = title.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  const node = schema.nodes.title.create(null, line ? schema.text(line) : null)
  return doc.copy(doc.content.replaceChild(0, node))
}

/** The document with the addresses of kept pictures in the place of those that stood for them. */
export function withKeptPictures(node: Node, kept: ReadonlyMap<string, KeptPicture>): Node {
  const file = kept.get(String(node.attrs['src']))
  const content = Fragment.fromArray(node.children.map((child) => withKeptPictures(child, kept)))
  if (!file) return node.isLeaf ? node : node.copy(content)
  const size = { naturalWidth: file.width, naturalHeight: file.height }
  // As wide as the file is what it is without a width.
  const width = node.attrs['width'] === file.width ? null : node.attrs['width']
  const attrs = { ...node.attrs, src: file.src, ...(node.type.name === 'figure' ? { ...size, width } : {}) }
  return node.type.create(attrs, content, node.marks)
}
