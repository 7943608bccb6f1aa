import { Fragment, type Node } from 'prosemirror-model'
import { schema } from '../schema/schema.ts'

/** An address of this server, from its root, as one that leads there from anywhere; any other as it is. */
export function wholeAddress(address: string, origin: string): string {
  if (address.startsWith('//')) return `${origin.slice(0, origin.indexOf(':') + 1)}${address}`
  return address.startsWith('/') ? `${origin.replace(/\/+$/, '')}${address}` : address
}

/**
 * The document with whole addresses in the place of those that begin at the root of this server, for what is taken
 * away from it: links, pictures, files, and documents, which become links.
 */
export function withWholeAddresses(node: Node, origin: string): Node {
  const whole = (address: unknown): string => wholeAddress(String(address), origin)
  const { link } = schema.marks
  const marks = node.marks.map((mark) =>
    mark.type === link ? link.create({ ...mark.attrs, href: whole(mark.attrs['href']) }) : mark,
  )
  if (node.isText) return node.mark(marks)
  if (node.type === schema.nodes.document_link) {
    const href = whole(`/d/${node.attrs['document']}`)
    return schema.text(String(node.attrs['title']) || href, link.create({ href }).addToSet(marks))
  }
  const content = Fragment.fromArray(node.children.map((child) => withWholeAddresses(child, origin)))
  const attrs = 'src' in node.attrs ? { ...node.attrs, src: whole(node.attrs['src']) } : node.attrs
  return node.type.create(attrs, content, marks)
}
