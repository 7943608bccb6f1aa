import type { Node } from 'prosemirror-model'
import type { Command, EditorState, Transaction } from 'prosemirror-state'
import { type Alignment, alignmentFor } from '../../../document/schema/alignment.ts'
import { findSelectedTextblock } from '../selected-textblocks.ts'

/** Aligns the selected paragraphs and headings, each by a step of its own attribute. */
export function setAlign(alignment: Alignment): Command {
  return (state, dispatch) => {
    const { tr } = state
    let applies = false
    eachAlignable(state, (block, at) => {
      applies = true
      const wanted = alignmentFor(alignment, block.textContent)
      if (block.attrs['align'] !== wanted) tr.setNodeAttribute(at, 'align', wanted)
    })
    if (applies) dispatch?.(tr.scrollIntoView())
    return applies
  }
}

/** Lets the selected paragraphs and headings stand as their writing does by itself. */
export function resetAlign(tr: Transaction, state: EditorState): void {
  eachAlignable(state, (block, at) => {
    if (block.attrs['align'] !== null) tr.setNodeAttribute(at, 'align', null)
  })
}

/** How the selection's first block is aligned, null: as its writing does; undefined where nothing can be. */
export function alignAt(state: EditorState): Alignment | null | undefined {
  const { parent } = state.selection.$from
  const block = parent.inlineContent
    ? parent
    : findSelectedTextblock(state, ({ attrs }) => Object.hasOwn(attrs, 'align'))
  return block?.attrs['align'] as Alignment | null | undefined
}

function eachAlignable(state: EditorState, run: (block: Node, at: number) => void): void {
  for (const { $from, $to } of state.selection.ranges)
    state.doc.nodesBetween($from.pos, $to.pos, (node, at) => {
      if (Object.hasOwn(node.attrs, 'align')) run(node, at)
    })
}
