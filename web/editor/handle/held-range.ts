import type { NodeRange } from 'prosemirror-model'
import { type EditorState, NodeSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { blockAt, selectedBlocks } from '../block-range.ts'
import { heldBlock } from './held-block.ts'

/** What the handle moves: the block it is beside, or all of several that are selected when that is one of them. */
export function heldRange(state: EditorState): NodeRange | undefined {
  const pos = heldBlock(state)
  if (pos === undefined || !state.doc.nodeAt(pos)) return undefined
  const range = selectedBlocks(state.selection)
  const isAmong = range && range.endIndex - range.startIndex > 1 && range.start <= pos && pos < range.end
  return isAmong ? range : blockAt(state.doc.resolve(pos))
}

/** Selects what the handle moves. Undefined when nothing is held. */
export function selectHeld(view: EditorView): NodeRange | undefined {
  const { doc, tr } = view.state
  const range = heldRange(view.state)
  if (range && range.endIndex - range.startIndex === 1)
    view.dispatch(tr.setSelection(NodeSelection.create(doc, range.start)))
  return range
}
