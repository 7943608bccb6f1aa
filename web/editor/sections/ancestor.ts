import type { Node, NodeType, ResolvedPos } from 'prosemirror-model'

/** A node around a position: `pos` is where it begins, `depth` how deep it lies. */
export interface Ancestor {
  readonly node: Node
  readonly pos: number
  readonly depth: number
}

/** The nearest node of one of these types around a position; undefined when there is none. */
export function ancestorOf($pos: ResolvedPos, ...types: readonly NodeType[]): Ancestor | undefined {
  for (let depth = $pos.depth; depth > 0; depth--) {
    const node = $pos.node(depth)
    if (types.includes(node.type)) return { node, pos: $pos.before(depth), depth }
  }
  return undefined
}
