import { wrapIn } from 'prosemirror-commands'
import { Fragment, NodeRange, Slice } from 'prosemirror-model'
import type { Command, Transaction } from 'prosemirror-state'
import { findWrapping, ReplaceAroundStep } from 'prosemirror-transform'
import { schema } from '../../../document/schema/schema.ts'
import { type CalloutKind, isCalloutKind } from '../../../document/schema/section-nodes.ts'
import { ancestorOf } from './ancestor.ts'

const { nodes } = schema

/** Makes the selected blocks a callout. One that is there changes its kind; a quote becomes a callout. */
export function wrapCallout(kind: CalloutKind): Command {
  return (state, dispatch) => {
    const { $from } = state.selection
    const around = ancestorOf($from, nodes.callout, nodes.blockquote, nodes.table)
    if (around?.node.type === nodes.callout) {
      if (around.node.attrs['kind'] === kind) return false
      dispatch?.(state.tr.setNodeAttribute(around.pos, 'kind', kind))
      return true
    }
    if (around?.node.type !== nodes.blockquote) return wrapIn(nodes.callout, { kind })(state, dispatch)
    dispatch?.(quoteToCallout(state.tr, around.pos, kind).scrollIntoView())
    return true
  }
}

/** Takes the callout around the selection away; what stands in it stays. */
export const unwrapCallout: Command = (state, dispatch) => {
  const { $from } = state.selection
  const around = ancestorOf($from, nodes.callout)
  if (!around) return false
  if (dispatch) {
    const { doc, tr } = state
    const [$start, $end] = [doc.resolve(around.pos + 1), doc.resolve(around.pos + around.node.nodeSize - 1)]
    dispatch(tr.lift(new NodeRange($start, $end, around.depth), around.depth - 1).scrollIntoView())
  }
  return true
}

/** Backspace at the very start of a callout takes its first block out, above it. */
export const liftFromCallout: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  if (!empty || $from.parentOffset > 0) return false
  const around = ancestorOf($from, nodes.callout)
  if (!around || $from.depth !== around.depth + 1 || $from.index(around.depth) > 0) return false
  const range = new NodeRange($from, $from, around.depth)
  dispatch?.(state.tr.lift(range, around.depth - 1).scrollIntoView())
  return true
}

/** The kind that GitHub's sign for a callout names, `[!note]`; undefined for any other text. */
export function readCalloutSign(text: string): CalloutKind | undefined {
  const kind = /^\[!(\w+)\]\s?$/.exec(text)?.[1]?.toLowerCase()
  return isCalloutKind(kind) ? kind : undefined
}

/**
 * Makes a callout where its sign `[!note]` stood, from `from` to `to` at the start of a paragraph: of the quote
 * that begins with it, else of the paragraph alone. Null where no callout may be.
 */
export function calloutFromSign(
  tr: Transaction,
  from: number,
  to: number,
  kind: CalloutKind,
): Transaction | null {
  const $from = tr.doc.resolve(from)
  if ($from.parent.type !== nodes.paragraph || $from.parentOffset > 0) return null
  tr.delete(from, to)
  if ($from.node(-1).type === nodes.blockquote && $from.index(-1) === 0) {
    return quoteToCallout(tr, $from.before(-1), kind)
  }
  const range = tr.doc.resolve(from).blockRange()
  const wrapping = range && findWrapping(range, nodes.callout, { kind })
  return wrapping ? tr.wrap(range, wrapping) : null
}

/** Only the quote's own two signs are replaced: what stands in it, and what others write there, stays. */
function quoteToCallout(tr: Transaction, pos: number, kind: CalloutKind): Transaction {
  const end = pos + (tr.doc.nodeAt(pos)?.nodeSize ?? 0)
  const around = new Slice(Fragment.from(nodes.callout.create({ kind })), 0, 0)
  return tr.step(new ReplaceAroundStep(pos, end, pos + 1, end - 1, around, 1, true))
}
