import { type EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import { BodySelection } from '../body-selection.ts'
import { linkAt, takesMarks } from '../marks.ts'
import { isRemote } from '../remote-transaction.ts'

/** What floats at the text: formats over selected words, or the link the caret was put in. */
export type Bubble =
  | { readonly kind: 'format'; readonly from: number; readonly to: number }
  | { readonly kind: 'link'; readonly from: number; readonly to: number; readonly href: string }

/**
 * The bubble after a transaction. It comes with a selection that somebody makes, follows what others write, and
 * goes when one types: nobody who writes is shown anything.
 */
export function advanceBubble(
  tr: Transaction,
  open: Bubble | undefined,
  state: EditorState,
): Bubble | undefined {
  if (isRemote(tr) || (!tr.docChanged && !tr.selectionSet)) return open && bubbleAt(state)
  const next = bubbleAt(state)
  return next?.kind === 'link' && tr.docChanged ? undefined : next
}

/** What fits the selection of a state. */
export function bubbleAt(state: EditorState): Bubble | undefined {
  const { selection } = state
  if (!(selection instanceof TextSelection || selection instanceof BodySelection)) return undefined
  const { from, to, empty } = selection
  if (empty) {
    const link = linkAt(state)
    return link && { kind: 'link', from: link.from, to: link.to, href: link.href }
  }
  if (!takesMarks(state) || state.doc.textBetween(from, to, ' ', 'x').trim() === '') return undefined
  return { kind: 'format', from, to }
}
