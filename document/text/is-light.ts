import type { Mark, Node } from 'prosemirror-model'

/** What a document may weigh that is written out where others wait for it: some milliseconds in any format. */
const LIGHT = 250_000
/** What a node weighs besides its text, and a mark: as much as so many characters. */
const NODE = 40
const MARK = 20

/** Whether a document is written as JSON, HTML, Markdown or text at once. Looks at no more of it than that tells. */
export function isLight(doc: Node): boolean {
  let room = LIGHT - doc.content.size
  const weigh = (node: Node): boolean => {
    room -= NODE + weightOf(node.attrs)
    for (const mark of node.marks) room -= MARK + weightOf(mark.attrs)
    // Not by `descendants`, which would look at every sibling.
    return room >= 0 && (node.isLeaf || node.children.every(weigh))
  }
  return weigh(doc)
}

function weightOf(attrs: Node['attrs'] | Mark['attrs']): number {
  let weight = 0
  for (const name in attrs) {
    const value: unknown = attrs[name]
    if (typeof value === 'string') weight += value.length
  }
  return weight
}
