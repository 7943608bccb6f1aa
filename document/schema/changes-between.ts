import { Mark, type Node } from 'prosemirror-model'

/** What one version of a node has and another has not. Nodes are immutable: what is the same object is the same. */
export type Change =
  /** One node in both, with other attributes, marks or content; `hasOtherKinds`: not of the same types in a row. */
  | { readonly kind: 'changed'; readonly before: Node; readonly after: Node; readonly hasOtherKinds: boolean }
  /** A node that is only in the version before, with all in it. */
  | { readonly kind: 'gone'; readonly node: Node }
  /** A node that is only in the version after, with all in it; `depth` is how many nodes stand around it. */
  | { readonly kind: 'come'; readonly node: Node; readonly depth: number }

/** All that is different; costs what has changed, and a look at each neighbour of it. */
export function changesBetween(before: Node, after: Node): Change[] {
  const changes: Change[] = []
  note(before, after, 0, changes)
  return changes
}

function note(before: Node, after: Node, depth: number, changes: Change[]): void {
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
  changes.push({ kind: 'changed', before, after, hasOtherKinds: !isAlike })
  if (isAlike) notePairs(gone, come, depth + 1, changes)
  else noteOthers(gone, come, depth + 1, changes)
}

function isOfKind(before: Node, after: Node | undefined): boolean {
  return before === after || (before.type === after?.type && Mark.sameSet(before.marks, after.marks))
}

function notePairs(gone: readonly Node[], come: readonly Node[], depth: number, changes: Change[]): void {
  for (const [i, node] of gone.entries()) {
    const other = come[i] as Node
    if (!node.isText) note(node, other, depth, changes)
    else if (node !== other) changes.push({ kind: 'gone', node }, { kind: 'come', node: other, depth })
  }
}

/** One object may stand in several places, so they are counted. */
function noteOthers(gone: readonly Node[], come: readonly Node[], depth: number, changes: Change[]): void {
  const left = new Map<Node, number>()
  for (const node of gone) left.set(node, (left.get(node) ?? 0) + 1)
  for (const node of come) {
    const count = left.get(node) ?? 0
    if (count > 0) left.set(node, count - 1)
    else changes.push({ kind: 'come', node, depth })
  }
  for (const [node, count] of left) for (let i = 0; i < count; i++) changes.push({ kind: 'gone', node })
}
