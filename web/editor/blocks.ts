import { lift, wrapIn } from 'prosemirror-commands'
import type { Attrs, Node, NodeType, ResolvedPos } from 'prosemirror-model'
import { liftListItem, wrapInList } from 'prosemirror-schema-list'
import type { Command, EditorState } from 'prosemirror-state'
import { schema } from '../../document/schema/schema.ts'
import { compose } from './compose.ts'
import { convertList } from './convert-list.ts'
import { leaveAllLists, selectedLines, toOneList } from './list-lines.ts'
import { selectedTextblocks } from './selected-textblocks.ts'

const { nodes } = schema

/** What a block can be turned into, as the format bar names it. */
export const BLOCK_KINDS = [
  'text',
  'heading1',
  'heading2',
  'heading3',
  'bullets',
  'numbers',
  'tasks',
  'quote',
  'code',
] as const
export type BlockKind = (typeof BLOCK_KINDS)[number]

type ListKind = 'bullets' | 'numbers' | 'tasks'

const LIST_TYPES: Record<ListKind, NodeType> = {
  bullets: nodes.bullet_list,
  numbers: nodes.ordered_list,
  tasks: nodes.task_list,
}

/** The command that turns the selected blocks into `kind`; a list or quote that is there already goes away. */
export function setBlock(kind: BlockKind): Command {
  switch (kind) {
    case 'text':
      return compose(leaveAllLists, leaveQuote, setTextblock(nodes.paragraph))
    case 'heading1':
    case 'heading2':
    case 'heading3':
      return setTextblock(nodes.heading, { level: Number(kind.at(-1)) })
    case 'code':
      return setTextblock(nodes.code_block)
    case 'quote':
      return toggleQuote
    default:
      return toggleList(kind)
  }
}

/** What the selection's first block is, undefined in the title. The innermost list or quote names it. */
export function blockKindAt({ $from }: { readonly $from: ResolvedPos }): BlockKind | undefined {
  const { parent } = $from
  if (parent.type === nodes.heading) return `heading${parent.attrs['level'] as 1 | 2 | 3}`
  if (parent.type === nodes.code_block) return 'code'
  if (parent.type === nodes.title) return undefined
  for (let depth = $from.depth; depth > 0; depth--) {
    const { type } = $from.node(depth)
    if (type === nodes.bullet_list) return 'bullets'
    if (type === nodes.ordered_list) return 'numbers'
    if (type === nodes.task_list) return 'tasks'
    if (type === nodes.blockquote) return 'quote'
  }
  return 'text'
}

/** The nearest item of any list around a position, with its depth; a list around a table is not looked for. */
export function itemAt($pos: ResolvedPos): { readonly item: Node; readonly depth: number } | undefined {
  for (let depth = $pos.depth; depth > 0; depth--) {
    const item = $pos.node(depth)
    if (item.type.spec.isolating) return undefined
    if (item.type === nodes.list_item || item.type === nodes.task_item) return { item, depth }
  }
  return undefined
}

/**
 * Turns the selected textblocks into one type. A block that has the type already keeps its identity, only
 * its attributes change, each by a step of its own, so that what others write in it meanwhile fits.
 */
function setTextblock(type: NodeType, attrs: Attrs = {}): Command {
  return (state, dispatch) => {
    const { tr } = state
    let applies = false
    for (const { node, at: pos } of selectedTextblocks(state)) {
      // A figure's picture is an attribute of it: as any other kind of block it would be gone.
      if (node.type === nodes.title || node.type === nodes.figure) continue
      if (type === nodes.code_block && holdsMoreThanText(node)) continue
      applies = true
      const at = tr.mapping.map(pos)
      if (node.type !== type)
        tr.setBlockType(at + 1, at + node.nodeSize - 1, type, keepAlign(node, type, attrs))
      else for (const name of Object.keys(attrs)) setAttribute(tr, at, node, name, attrs[name])
    }
    if (applies && dispatch) dispatch(tr.scrollIntoView())
    return applies
  }
}

/** The attributes of a block that becomes another kind: it stands where it stood. */
export function keepAlign({ attrs: before }: Node, type: NodeType, attrs: Attrs): Attrs {
  return before['align'] && type.spec.attrs?.['align'] ? { ...attrs, align: before['align'] } : attrs
}

/** True for a textblock with pictures or references in it, which code cannot hold. */
export function holdsMoreThanText(node: Node): boolean {
  return node.children.some(({ isText, type }) => !isText && type !== nodes.hard_break)
}

function setAttribute(tr: EditorState['tr'], at: number, node: Node, name: string, value: unknown): void {
  if (node.attrs[name] !== value) tr.setNodeAttribute(at, name, value)
}

function toggleList(kind: ListKind): Command {
  const type = LIST_TYPES[kind]
  const itemType = kind === 'tasks' ? nodes.task_item : nodes.list_item
  return (state, dispatch) => {
    const lines = selectedLines(state)
    if (lines.length > 1) {
      const isThere = lines.every(({ list }) => list?.type === type)
      return (isThere ? leaveAllLists : toOneList(type))(state, dispatch)
    }
    const found = itemAt(state.selection.$from)
    if (!found) return wrapInList(type)(state, dispatch)
    const pos = state.selection.$from.before(found.depth - 1)
    const list = state.selection.$from.node(found.depth - 1)
    if (list.type === type) return liftListItem(itemType)(state, dispatch)
    if (!dispatch) return true
    const { tr } = state
    if (found.item.type === itemType) tr.setNodeMarkup(pos, type)
    else convertList(tr, pos, type)
    dispatch(tr.scrollIntoView())
    return true
  }
}

function isInQuote($pos: ResolvedPos): boolean {
  for (let depth = $pos.depth; depth > 0; depth--) if ($pos.node(depth).type === nodes.blockquote) return true
  return false
}

const leaveQuote: Command = (state, dispatch) =>
  isInQuote(state.selection.$from) ? lift(state, dispatch) : false

const toggleQuote: Command = (state, dispatch) =>
  leaveQuote(state, dispatch) || wrapIn(nodes.blockquote)(state, dispatch)
