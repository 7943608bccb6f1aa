import { Fragment, type Node } from 'prosemirror-model'

const EMPHASIS = new Set(['strong', 'em', 'strike'])

/** The same with no emphasis on spaces and breaks, with which it cannot begin or end in Markdown. */
export function withoutEmphasisedSpaces(node: Node): Node {
  if (!node.isText && node.type.name !== 'hard_break') {
    return node.isLeaf
      ? node
      : node.copy(Fragment.from(node.children.flatMap(partsOf).map(withoutEmphasisedSpaces)))
  }
  if (/\S/.test(node.text ?? '')) return node
  return node.mark(node.marks.filter(({ type }) => !EMPHASIS.has(type.name)))
}

function partsOf(node: Node): Node[] {
  if (!node.isText) return [node]
  return (node.text?.match(/\s+|\S+/g) ?? []).map((part) => node.type.schema.text(part, node.marks))
}
