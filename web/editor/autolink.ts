import { InputRule } from 'prosemirror-inputrules'
import type { Command, EditorState, Plugin, Transaction } from 'prosemirror-state'
import { isLinkUrl } from '../../document/schema/attributes.ts'
import { schema } from '../../document/schema/schema.ts'
import { addressAtEnd } from './address.ts'
import { automatic } from './automatic.ts'

const { link, code } = schema.marks

/** A space after an address makes it a link. One Backspace right afterwards takes the link away again. */
export function autolink(): Plugin {
  const rule = new InputRule(
    /\s$/,
    // A space over selected words takes their place.
    (state, [space], start, end) =>
      start === end ? (linkBefore(state, end)?.insertText(space, end) ?? null) : null,
    { inCodeMark: false },
  )
  return automatic([rule])
}

/** Links the address that ends at the caret; for Enter, which no rule hears. */
export const linkAddressBefore: Command = (state, dispatch) => {
  if (!state.selection.empty) return false
  const tr = linkBefore(state, state.selection.head)
  if (tr) dispatch?.(tr)
  return tr !== undefined
}

function linkBefore(state: EditorState, end: number): Transaction | undefined {
  const $end = state.doc.resolve(end)
  if (!$end.parent.type.allowsMarkType(link)) return undefined
  const before = $end.parent.textBetween(0, $end.parentOffset, '\n', '\uFFFC')
  const address = addressAtEnd(before)
  if (!address || !isLinkUrl(address.href)) return undefined
  const from = $end.start() + before.lastIndexOf(address.text)
  const to = from + address.text.length
  if (state.doc.rangeHasMark(from, to, link) || state.doc.rangeHasMark(from, to, code)) return undefined
  return state.tr.addMark(from, to, link.create({ href: address.href })).removeStoredMark(link)
}
