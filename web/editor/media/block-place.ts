import type { Node, NodeType } from 'prosemirror-model'

/**
 * Where a block may be put nearest to a position: between two blocks, or beside the one around it. Before it from
 * its very start, else after it; a block in which others write is never split for it.
 */
export function blockPlace(doc: Node, at: number, type: NodeType): number {
  const $pos = doc.resolve(Math.min(Math.max(at, 1), doc.content.size))
  const { parent } = $pos
  if (!parent.isTextblock && parent.canReplaceWith($pos.index(), $pos.index(), type)) return $pos.pos
  for (let depth = $pos.depth; depth > 0; depth--) {
    const outer = $pos.node(depth - 1)
    const index = $pos.index(depth - 1)
    if (isAtStart($pos.start(depth), $pos.pos, depth, $pos.depth) && outer.canReplaceWith(index, index, type))
      return $pos.before(depth)
    if (outer.canReplaceWith(index + 1, index + 1, type)) return $pos.after(depth)
  }
  return doc.content.size
}

/** The start of the text itself, or of blocks around it that have nothing before it. */
function isAtStart(start: number, pos: number, depth: number, deepest: number): boolean {
  return pos - start === deepest - depth
}
