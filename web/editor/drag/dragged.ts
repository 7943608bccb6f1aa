import type { Node, Slice } from 'prosemirror-model'
import { NodeSelection, PluginKey, type Selection, TextSelection, type Transaction } from 'prosemirror-state'
import type { Mapping } from 'prosemirror-transform'
import { MoveMap } from '../../../document/commit/move-map.ts'
import '../../../document/prosemirror-internals.ts'
import { isOfWholeBlocks } from '../body-selection.ts'

/** A piece of the document that is being dragged, wherever others have moved it meanwhile. */
export interface DraggedRange {
  readonly from: number
  readonly to: number
  /** A node by itself, such as a picture, and not a stretch of text. */
  readonly isNode: boolean
}

/**
 * What is being dragged: a range; `cells`, which are what is selected; `gone` when others have deleted it, or moved a
 * part of it, so that nobody can say any more what is to move.
 */
export type Dragged = DraggedRange | 'cells' | 'gone'

/** The state of the plugin that follows what is dragged; undefined while nothing is. */
export const draggedKey = new PluginKey<Dragged | undefined>('dragged')

interface Mark {
  readonly dragged: Dragged | undefined
}

/** What a person drags who has taken hold of a selection, or of a node. */
export function draggedBy(selection: Selection): Dragged | undefined {
  const { from, to, empty } = selection
  if (empty) return undefined
  if (selection instanceof NodeSelection) return { from, to, isNode: true }
  if (selection instanceof TextSelection || isOfWholeBlocks(selection)) return { from, to, isNode: false }
  return 'cells'
}

/** Says what is dragged from now on. */
export function markDragged(tr: Transaction, dragged: Dragged | undefined): Transaction {
  return tr.setMeta(draggedKey, { dragged } satisfies Mark).setMeta('addToHistory', false)
}

/**
 * What is dragged after a transaction: what others write into it or take out of it belongs to it, what they write
 * beside it does not.
 */
export function advanceDragged(tr: Transaction, before: Dragged | undefined): Dragged | undefined {
  const mark = tr.getMeta(draggedKey) as Mark | undefined
  if (mark) return mark.dragged
  if (!before || typeof before === 'string' || !tr.docChanged) return before
  if (isTorn(tr.mapping, before)) return 'gone'
  const from = tr.mapping.mapResult(before.from, 1)
  const to = tr.mapping.mapResult(before.to, -1)
  if (from.pos >= to.pos || (before.isNode && from.deletedAfter)) return 'gone'
  return { ...before, from: from.pos, to: to.pos }
}

/** What is dragged, as it is now. */
export function sliceOf(doc: Node, { from, to, isNode }: DraggedRange): Slice {
  return doc.slice(from, to, !isNode)
}

/** True when a move took one end along and not the other. */
function isTorn(mapping: Mapping, { from, to }: DraggedRange): boolean {
  return mapping.maps.some((map, i) => {
    if (!(map instanceof MoveMap) || mapping.getMirror(i) !== undefined) return false
    const past = mapping.slice(0, i)
    return map.carries(past.map(from, 1), 1) !== map.carries(past.map(to, -1), -1)
  })
}
