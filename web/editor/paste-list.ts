import type { NodeType, Slice } from 'prosemirror-model'
import { type EditorState, Selection, type Transaction } from 'prosemirror-state'
import { schema } from '../../document/schema/schema.ts'
import { itemAt } from './blocks.ts'

const { nodes } = schema

const LISTS: ReadonlySet<NodeType | undefined> = new Set([
  nodes.bullet_list,
  nodes.ordered_list,
  nodes.task_list,
])

const LINES: ReadonlySet<NodeType> = new Set([nodes.paragraph, nodes.heading])

/**
 * A list that is pasted into a line of words stands below what is before the caret. ProseMirror would join the first
 * item's words to the line and leave its empty item behind. Undefined for what is no such paste.
 */
export function pasteList(state: EditorState, { content, openStart }: Slice): Transaction | undefined {
  const { $from, $to } = state.selection
  const list = content.firstChild
  const isOneLine = content.childCount === 1 && list?.childCount === 1 && list.firstChild?.childCount === 1
  if (!LISTS.has(list?.type) || openStart < 2 || isOneLine) return undefined
  if (!$from.sameParent($to) || !LINES.has($from.parent.type) || itemAt($from)) return undefined
  if ($from.parent.content.size === $to.pos - $from.pos) return undefined
  const tr = state.tr.deleteSelection()
  const { pos, parentOffset, parent, depth } = tr.selection.$from
  const isMidst = parentOffset > 0 && parentOffset < parent.content.size
  if (isMidst) tr.split(pos)
  const at = parentOffset === 0 ? tr.doc.resolve(pos).before(depth) : tr.doc.resolve(pos).after(depth)
  const outer = tr.doc.resolve(at)
  if (!outer.parent.canReplace(outer.index(), outer.index(), content)) return undefined
  tr.insert(at, content)
  return tr.setSelection(Selection.near(tr.doc.resolve(at + content.size), -1)).scrollIntoView()
}
