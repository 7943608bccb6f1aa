import type { Slice } from 'prosemirror-model'
import { NodeSelection } from 'prosemirror-state'
import { dropPoint } from 'prosemirror-transform'
import type { EditorView } from 'prosemirror-view'
import { blockAt } from '../block-range.ts'
import { dropBlocks } from './drop-target.ts'

/**
 * Drops a node that the browser drags by itself, such as a picture, where the editor's own line says; false when none
 * is, and where it cannot stand as it is.
 */
export function dropNode(view: EditorView, event: DragEvent, slice: Slice): boolean {
  const { doc, tr } = view.state
  const node = draggedNode(view)
  const place = view.posAtCoords({ left: event.clientX, top: event.clientY })
  if (!node || !place) return false
  const moved = dropBlocks(tr, blockAt(doc.resolve(node.from)), dropPoint(doc, place.pos, slice) ?? place.pos)
  if (!moved) return false
  event.preventDefault()
  view.dispatch(moved.setMeta('uiEvent', 'drop'))
  view.focus()
  return true
}

/** ProseMirror keeps track of where the node is that somebody drags. */
function draggedNode(view: EditorView): NodeSelection | undefined {
  const { node } = (view.dragging ?? {}) as { readonly node?: NodeSelection }
  if (node) return node
  return view.state.selection instanceof NodeSelection ? view.state.selection : undefined
}
