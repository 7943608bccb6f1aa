import type { Node, NodeType } from 'prosemirror-model'
import { liftListItem, wrapRangeInList } from 'prosemirror-schema-list'
import { type Command, EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import { schema } from '../../document/schema/schema.ts'
import { convertList } from './convert-list.ts'

const { nodes } = schema

const LISTS: ReadonlySet<NodeType> = new Set([nodes.bullet_list, nodes.ordered_list, nodes.task_list])
const NO_ITEMS: ReadonlySet<NodeType> = new Set([nodes.title, nodes.summary, nodes.figure])

/** A selected line of words that may stand in a list, and the list it is a line of. */
export interface Line {
  readonly pos: number
  readonly node: Node
  readonly list: { readonly pos: number; readonly type: NodeType; readonly level: number } | undefined
}

/** The selected lines, in order. Those of tables are among them only when the selection is within one cell. */
export function selectedLines({ doc, selection }: Pick<EditorState, 'doc' | 'selection'>): Line[] {
  const { $from, $to, from, to } = selection
  const shared = $from.sharedDepth(to)
  const lines: Line[] = []
  doc.nodesBetween(from, to, (node, pos) => {
    const isAround = pos < $from.start(shared) && pos + node.nodeSize > $to.end(shared)
    if (node.type === nodes.table && !isAround) return false
    if (!node.isTextblock) return !node.isInline
    if (!NO_ITEMS.has(node.type)) lines.push({ pos, node, list: listOf(doc, pos) })
    return false
  })
  return lines
}

function listOf(doc: Node, pos: number): Line['list'] {
  const $pos = doc.resolve(pos)
  let found: Line['list']
  let level = 0
  for (let depth = $pos.depth; depth > 0; depth--) {
    const { type } = $pos.node(depth)
    if (type.spec.isolating) break
    if (!LISTS.has(type)) continue
    level++
    found ??= { pos: $pos.before(depth), type, level: 0 }
  }
  return found && { ...found, level }
}

/** Takes all selected lines out of every list around them, the innermost first. */
export const leaveAllLists: Command = (state, dispatch) => {
  const { tr } = state
  const within = selectionOf(state)
  const most = 2 * selectedLines(state).reduce((sum, { list }) => sum + (list?.level ?? 0), 0)
  for (let turn = 0; turn < most; turn++) {
    const lines = selectedLines(within(tr))
    const [inmost] = lines.flatMap(({ list }) => list ?? []).sort((a, b) => b.level - a.level)
    if (
      !inmost ||
      !liftLines(
        tr,
        lines.filter(({ list }) => list?.pos === inmost.pos),
        inmost.type,
      )
    )
      break
  }
  if (tr.docChanged) dispatch?.(tr.scrollIntoView())
  return tr.docChanged
}

/** The state of a transaction with what is selected in it, as far as `selectedLines` asks. */
function selectionOf(state: EditorState): (tr: Transaction) => Pick<EditorState, 'doc' | 'selection'> {
  return (tr) => (tr.docChanged ? { doc: tr.doc, selection: tr.selection } : state)
}

function liftLines(tr: Transaction, lines: readonly Line[], list: NodeType): boolean {
  const [first, last] = [lines[0], lines.at(-1)]
  if (!first || !last) return false
  const selection = TextSelection.create(tr.doc, first.pos + 1, last.pos + last.node.nodeSize - 1)
  return liftListItem(list === nodes.task_list ? nodes.task_item : nodes.list_item)(
    EditorState.create({ doc: tr.doc, selection }),
    (part) => {
      for (const step of part.steps) tr.step(step)
    },
  )
}

/** Makes a list of one kind of all selected lines, whether they are in none, in others, or nested. */
export function toOneList(type: NodeType): Command {
  return (state, dispatch) => {
    const lines = selectedLines(state)
    if (lines.length === 0) return false
    const { tr } = state
    for (const run of runsOf(state.doc, lines).reverse()) {
      const [first, last] = [run[0], run.at(-1)]
      const range = first && last && tr.doc.resolve(first.pos + 1).blockRange(tr.doc.resolve(last.pos + 1))
      if (range) wrapRangeInList(tr, range, type)
    }
    // From the last to the first: what is converted keeps its size, what is wrapped moves only what comes after it.
    const others = new Set(lines.flatMap(({ list }) => (list && list.type !== type ? list.pos : [])))
    for (const pos of [...others].sort((a, b) => b - a)) convert(tr, tr.mapping.map(pos), type)
    joinLists(tr, type)
    if (tr.docChanged) dispatch?.(tr.scrollIntoView())
    return tr.docChanged
  }
}

/** The lines that are in no list, as they follow each other. */
function runsOf(doc: Node, lines: readonly Line[]): Line[][] {
  const runs: Line[][] = []
  for (const line of lines) {
    if (line.list) continue
    const before = runs.at(-1)?.at(-1)
    const isNext = before && before.pos + before.node.nodeSize === line.pos
    if (isNext && doc.resolve(before.pos).parent === doc.resolve(line.pos).parent) runs.at(-1)?.push(line)
    else runs.push([line])
  }
  return runs
}

function convert(tr: Transaction, pos: number, type: NodeType): void {
  const list = tr.doc.nodeAt(pos)
  if (!list) return
  const isOfTasks = (one: NodeType) => one === nodes.task_list
  if (isOfTasks(list.type) === isOfTasks(type)) tr.setNodeMarkup(pos, type)
  else convertList(tr, pos, type)
}

/** Lists of one kind that follow each other in the selection become one. */
function joinLists(tr: Transaction, type: NodeType): void {
  const borders: number[] = []
  tr.doc.nodesBetween(tr.selection.from, tr.selection.to, (node, pos, parent, index) => {
    const next = parent?.maybeChild(index + 1)
    const end = pos + node.nodeSize
    if (node.type === type && next?.type === type && end < tr.selection.to) borders.push(end)
    return !node.isTextblock
  })
  for (const border of borders.sort((a, b) => b - a)) tr.join(border)
}
