import type { Node } from 'prosemirror-model'
import type { EditorState } from 'prosemirror-state'

/** A block of text, and the position before it. */
export interface PlacedTextblock {
  readonly node: Node
  readonly at: number
}

type Selected = Pick<EditorState, 'doc' | 'selection'>

/** The blocks of text that a selection touches: selected cells are many parts, a selected block has some in it. */
export function selectedTextblocks(state: Selected): PlacedTextblock[] {
  const found: PlacedTextblock[] = []
  findSelectedTextblock(state, (node, at) => {
    found.push({ node, at })
    return false
  })
  return found
}

/** The first of them that fits, without a look at the others; undefined when none does. */
export function findSelectedTextblock(
  { doc, selection }: Selected,
  fits: (node: Node, at: number) => boolean,
): Node | undefined {
  let found: Node | undefined
  for (const { $from, $to } of selection.ranges)
    doc.nodesBetween($from.pos, $to.pos, (node, at) => {
      if (!found && node.isTextblock && fits(node, at)) found = node
      return !found && !node.isTextblock
    })
  return found
}
