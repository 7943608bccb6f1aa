import { Mark, type Node } from 'prosemirror-model'

/** What one version of a node has and another has not. Nodes are immutable: what is the same object is the same. */
export interface ChangeVisitor {
  /** One node in both, with other attributes, marks or content; `hasOtherKinds`: not of the same types in a row. */
  changed(before: Node, after: Node, hasOtherKinds: boolean): void
  /** A node that is only in the version before, with all in it. */
  gone(node: Node): void
  /** A node that is only in the version after, with all in it; `depth` is how many nodes stand around it. */
  come(node: Node, depth: number): void
}

/** Tells a visitor all that is different; costs what has changed, and a look at each neighbour of it. */
export function visitChanges(before: Node, after: Node, visitor: ChangeVisitor, depth = 0): void {
  if (before === after) return
  const [old, now] = [before.content.content, after.content.content]
  const shorter = Math.min(old.length, now.length)
  let start = 0
  while (start < shorter && old[start] === now[start]) start++
  let end = 0
  while (end < shorter - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end++
  const gone = old.slice(start, old.length - end)
  const come = now.slice(start, now.length - end)
  const isAlike = gone.length === come.length && gone.every((node, i) => isOfKind(node, come[i]))
  visitor.changed(before, after, !isAlike)
  if (isAlike) visitPairs(gone, come, visitor, depth + 1)
  else visitOthers(gone, come, visitor, depth + 1)
}

function isOfKind(before: Node, after: Node | undefined): boolean {
  return before === after || (before.type === after?.type && Mark.sameSet(before.marks, after.marks))
}

function visitPairs(
  gone: readonly Node[],
  come: readonly Node[],
  visitor: ChangeVisitor,
  depth: number,
): void {
  for (const [i, node] of gone.entries()) {
    const other = come[i] as Node
    if (!node.isText) visitChanges(node, other, visitor, depth)
    else if (node !== other) {
      visitor.gone(node)
      visitor.come(other, depth)
    }
  }
}

/** One object may stand in several places, so they are counted. */
function visitOthers(
  gone: readonly Node[],
  come: readonly Node[],
  visitor: ChangeVisitor,
  depth: number,
): void {
  const left = new Map<Node, number>()
  for (const node of gone) left.set(node, (left.get(node) ?? 0) + 1)
  for (const node of come) {
    const count = left.get(node) ?? 0
    if (count > 0) left.set(node, count - 1)
    else visitor.come(node, depth)
  }
  for (const [node, count] of left) for (let i = 0; i < count; i++) visitor.gone(node)
}
