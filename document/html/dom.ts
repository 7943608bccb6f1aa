/**
 * The little of the DOM that cleaning uses. A browser's elements have it, and those of the server's parser;
 * `document/` itself is compiled without DOM types.
 */
export interface HtmlNode {
  readonly nodeType: number
  readonly nodeName: string
  textContent: string | null
  readonly parentNode: HtmlNode | null
  readonly firstChild: HtmlNode | null
  readonly lastChild: HtmlNode | null
  readonly nextSibling: HtmlNode | null
  insertBefore(node: HtmlNode, before: HtmlNode | null): unknown
  removeChild(node: HtmlNode): unknown
}

/** An element. */
export interface HtmlElement extends HtmlNode {
  readonly ownerDocument: { createElement(name: string): HtmlElement } | null
  getAttribute(name: string): string | null
  setAttribute(name: string, value: string): void
  removeAttribute(name: string): void
  querySelectorAll(selector: string): Iterable<HtmlElement>
  querySelector(selector: string): HtmlElement | null
}

const ELEMENT = 1
const TEXT = 3

/** True for an element. */
export function isElement(node: HtmlNode | null): node is HtmlElement {
  return node?.nodeType === ELEMENT
}

/** An element's name in small letters. */
export function nameOf(node: HtmlNode): string {
  return node.nodeName.toLowerCase()
}

/** True for text of nothing but spaces, non-breaking ones included, and for comments. */
export function isBlankNode(node: HtmlNode): boolean {
  if (isElement(node)) return false
  return node.nodeType !== TEXT || (node.textContent ?? '').trim() === ''
}

/** The children as they are now. */
export function childrenOf(node: HtmlNode): HtmlNode[] {
  const children: HtmlNode[] = []
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child)
  return children
}

/** Takes a node out of its tree. */
export function remove(node: HtmlNode): void {
  node.parentNode?.removeChild(node)
}

/** Moves all children of one node to the end of another. */
export function moveChildren(from: HtmlNode, to: HtmlNode): void {
  for (const child of childrenOf(from)) to.insertBefore(child, null)
}

/** Puts an element's children into its place. */
export function unwrap(element: HtmlElement): void {
  const parent = element.parentNode
  if (!parent) return
  for (const child of childrenOf(element)) parent.insertBefore(child, element)
  parent.removeChild(element)
}

/** An element of another name with the same children in the same place; attributes stay behind. */
export function rename(element: HtmlElement, name: string): HtmlElement {
  const renamed = create(element, name)
  moveChildren(element, renamed)
  element.parentNode?.insertBefore(renamed, element)
  remove(element)
  return renamed
}

/** A new element of the document to which another one belongs. */
export function create(like: HtmlElement, name: string): HtmlElement {
  if (!like.ownerDocument) throw new Error('an element without a document')
  return like.ownerDocument.createElement(name)
}
