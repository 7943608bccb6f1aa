import type { Node } from 'prosemirror-model'
import { type Command, type EditorState, NodeSelection, Selection } from 'prosemirror-state'
import { schema } from '../../document/schema/schema.ts'
import { selectedBlocks } from './block-range.ts'
import { BLOCK_KINDS, type BlockKind, blockKindAt, itemAt, setBlock } from './blocks.ts'
import { compose } from './compose.ts'
import { ancestorOf } from './sections/ancestor.ts'
import { unwrapCallout, wrapCallout } from './sections/callout.ts'
import { makeDetails, unwrapDetails } from './sections/details.ts'

const { nodes } = schema

/** All that a block can be turned into. */
export const TURN_KINDS = [...BLOCK_KINDS, 'callout', 'section'] as const
export type TurnKind = (typeof TURN_KINDS)[number]

/** What the block of a selection is, as `turnInto` names it; undefined for the title. */
function turnKindAt({ $from }: Pick<Selection, '$from'>): TurnKind | undefined {
  const kind = blockKindAt({ $from })
  if (kind !== 'text') return kind
  if ($from.parent.type === nodes.summary) return 'section'
  return ancestorOf($from, nodes.callout, nodes.details)?.node.type === nodes.callout ? 'callout' : kind
}

/** The same for a state, where a block may be selected as a whole. */
export function turnKindOf(state: EditorState): TurnKind | undefined {
  return turnKindAt(enterBlock(state).selection)
}

/**
 * Turns the selected blocks into `kind`, whatever they are: out of the list, quote or callout they are in, where the
 * new kind does not belong in one. Does nothing to what is of the kind already. False where that would lose something,
 * such as the picture of a figure.
 */
export function turnInto(kind: TurnKind): Command {
  return (shown, dispatch) => {
    const state = enterBlock(shown)
    const now = turnKindAt(state.selection)
    const range = selectedBlocks(state.selection)
    if (!now || !range || now === kind) return false
    let losesSomething = false
    state.doc.nodesBetween(range.start, range.end, (node) => {
      losesSomething ||= isLostAs(node, kind)
    })
    return !losesSomething && commandFor(now, kind)(state, dispatch)
  }
}

/** A block that is selected as a whole is named and changed by its first line, as if the caret stood there. */
function enterBlock(state: EditorState): EditorState {
  if (!(state.selection instanceof NodeSelection)) return state
  const inside = Selection.findFrom(state.doc.resolve(state.selection.from + 1), 1, true)
  if (!inside || inside.from >= state.selection.to) return state
  return state.apply(state.tr.setSelection(inside))
}

function commandFor(now: TurnKind, kind: TurnKind): Command {
  if (now === 'section') return kind === 'text' ? unwrapDetails : compose(unwrapDetails, toKind(kind))
  if (now === 'callout') {
    return kind === 'text' ? unwrapCallout : compose(unwrapCallout, toKind(kind))
  }
  if (now === 'quote' && kind === 'callout') return toKind(kind)
  const isOut = isListKind(now) && !isListKind(kind)
  return isOut || now === 'quote' ? compose(setBlock('text'), toKind(kind)) : toKind(kind)
}

function toKind(kind: TurnKind): Command {
  if (kind === 'callout') return compose(textFirst, wrapCallout('note'))
  if (kind === 'section') return compose(textFirst, makeDetails)
  return kind === 'text' ? setBlock('text') : setBlock(kind)
}

/** A section begins with a line, a callout with anything; code is neither. */
const textFirst: Command = (state, dispatch) => {
  const { parent } = state.selection.$from
  return parent.type === nodes.code_block && !itemAt(state.selection.$from)
    ? setBlock('text')(state, dispatch)
    : false
}

function isListKind(kind: TurnKind): kind is BlockKind {
  return kind === 'bullets' || kind === 'numbers' || kind === 'tasks'
}

/** Code holds nothing but letters; a figure's picture is nothing but a figure's. */
function isLostAs(node: Node, kind: TurnKind): boolean {
  if (kind === 'code') return node.isInline && node.isLeaf && !node.isText && node.type !== nodes.hard_break
  return node.type === nodes.figure && kind !== 'quote' && kind !== 'callout' && !isListKind(kind)
}
