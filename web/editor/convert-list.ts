import { Fragment, type NodeType, Slice } from 'prosemirror-model'
import type { Transaction } from 'prosemirror-state'
import { ReplaceAroundStep } from 'prosemirror-transform'
import { schema } from '../../document/schema/schema.ts'

const { nodes } = schema

/**
 * Makes the list that begins at `pos` one of another kind; what is nested in its items stays as it is. Only the signs
 * around the items change: the list is cut into lists of one item, each becomes the other kind, and all are joined
 * again, so that what others write in them meanwhile stays.
 */
export function convertList(tr: Transaction, pos: number, type: NodeType): void {
  const list = tr.doc.nodeAt(pos)
  if (!list) return
  const itemType = type === nodes.task_list ? nodes.task_item : nodes.list_item
  const around = new Slice(Fragment.from(type.create(null, itemType.create())), 0, 0)
  let inner = pos + 1
  const places = list.children.map((item, i) => {
    const at = inner
    inner += item.nodeSize
    // Each cut before this one puts two signs in front of it.
    return { before: at, start: at - 1 + 2 * i, size: item.nodeSize + 2 }
  })
  for (const { before } of places.slice(1).reverse()) tr.split(before)
  for (const { start, size } of [...places].reverse()) {
    const end = start + size
    tr.step(new ReplaceAroundStep(start, end, start + 2, end - 2, around, 2, true))
  }
  for (const { start } of places.slice(1).reverse()) tr.join(start)
}
