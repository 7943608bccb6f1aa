import type { Node, Slice } from 'prosemirror-model'
import { type EditorState, NodeSelection, TextSelection, type Transaction } from 'prosemirror-state'
import { dropPoint } from 'prosemirror-transform'
import { MoveStep } from '../../../document/commit/move-step.ts'
import { attempt } from '../../../document/commit/rebase.ts'
import { schema } from '../../../document/schema/schema.ts'
import { blockAt } from '../block-range.ts'
import { dropBlocks } from '../handle/drop-target.ts'
import { type Dragged, type DraggedRange, draggedBy, sliceOf } from './dragged.ts'
import { besideTitle, dropOnTitle } from './drop-on-title.ts'

/** What a drop is to do. */
export interface Drop {
  /** Where the mouse let go. */
  readonly at: number
  readonly isMove: boolean
  /** Makes of a piece of the document what the clipboard makes of it. */
  readonly prepare: (slice: Slice) => Slice
}

/**
 * Moves or copies what is dragged, as it is now and not as it was when the drag began. A node, and a stretch of one
 * line, move by a step without content: what others write there before the server has the step goes along.
 * Undefined where nothing is to change, and where a part would be lost.
 */
export function dropDragged(
  state: EditorState,
  dragged: Exclude<Dragged, 'gone'>,
  drop: Drop,
): Transaction | undefined {
  if (dragged === 'cells') return dropCells(state, drop)
  const { tr, doc } = state
  const { at, isMove, prepare } = drop
  const slice = sliceOf(doc, dragged)
  if (!isMove) return insertSlice(tr, prepare(slice), at)
  const place = dragged.isNode ? (dropPoint(doc, at, slice) ?? at) : at
  if (place >= dragged.from && place <= dragged.to) return undefined
  if (dragged.isNode) {
    const moved = dropBlocks(tr, blockAt(doc.resolve(dragged.from)), place)
    if (moved) return moved
  }
  return (
    moveText(tr, dragged, place) ?? rewrite(state, prepare(slice), place, (it) => removeRange(it, dragged))
  )
}

/** Puts a slice where the document takes it, and selects it. */
export function insertSlice(tr: Transaction, slice: Slice, at: number): Transaction | undefined {
  const before = tr.doc
  const titled = dropOnTitle(tr, slice, at)
  if (titled) return titled
  const wanted = besideTitle(before.resolve(at))
  const place = dropPoint(before, wanted, slice) ?? wanted
  const { content, openStart, openEnd } = slice
  const only = openStart === 0 && openEnd === 0 && content.childCount === 1 ? content.firstChild : null
  if (only) tr.replaceRangeWith(place, place, only)
  else tr.replaceRange(place, place, slice)
  if (tr.doc.eq(before)) return undefined
  const $start = tr.doc.resolve(place)
  if (only && NodeSelection.isSelectable(only) && $start.nodeAfter?.sameMarkup(only)) {
    return tr.setSelection(new NodeSelection($start))
  }
  let end = tr.mapping.map(place)
  tr.mapping.maps.at(-1)?.forEach((_from, _to, _newFrom, newTo) => {
    end = newTo
  })
  return tr.setSelection(TextSelection.between($start, tr.doc.resolve(Math.max(place, end))))
}

/** One step, and its text selected; undefined where it is more than one line, or may not stand there as it is. */
function moveText(tr: Transaction, { from, to, isNode }: DraggedRange, at: number): Transaction | undefined {
  const $from = tr.doc.resolve(from)
  const isInLines = $from.parent.inlineContent && tr.doc.resolve(at).parent.inlineContent
  if (isNode || !isInLines || !$from.sameParent(tr.doc.resolve(to))) return undefined
  const move = new MoveStep(from, to, at)
  if (!attempt(tr.doc, move)?.doc) return undefined
  tr.step(move)
  const { newFrom, size } = move.getMap()
  return tr.setSelection(TextSelection.create(tr.doc, newFrom, newFrom + size))
}

function dropCells(
  { selection, tr, doc }: EditorState,
  { at, isMove, prepare }: Drop,
): Transaction | undefined {
  // What others did to the table may have left no rectangle of what was selected.
  if (draggedBy(selection) !== 'cells') return undefined
  const slice = prepare(selection.content())
  if (!isMove) return insertSlice(tr, slice, at)
  if (selection.ranges.some(({ $from, $to }) => at >= $from.pos && at <= $to.pos)) return undefined
  return rewrite({ doc, tr }, slice, at, (it) => void selection.replace(it))
}

/** Takes it away at the one place and writes it at the other. */
function rewrite(
  { doc, tr }: Pick<EditorState, 'doc' | 'tr'>,
  slice: Slice,
  at: number,
  remove: (tr: Transaction) => void,
): Transaction | undefined {
  remove(tr)
  const moved = insertSlice(tr, slice, tr.mapping.map(at))
  return moved && weightOf(moved.doc) >= weightOf(doc) ? moved : undefined
}

function removeRange(tr: Transaction, { from, to, isNode }: DraggedRange): void {
  if (isNode) tr.delete(from, to)
  else tr.deleteRange(from, to)
}

/** How much stands in a document that a person could miss: letters, pictures, rules, mentions; spaces may go. */
function weightOf(doc: Node): number {
  let weight = 0
  doc.descendants((node) => {
    if (node.isText) weight += (node.text ?? '').replace(/\s/g, '').length
    else if ((node.isLeaf && node.type !== schema.nodes.hard_break) || node.type === schema.nodes.figure)
      weight++
  })
  return weight
}
