import type { Node } from 'prosemirror-model'
import {
  type Command,
  type EditorState,
  Plugin,
  PluginKey,
  TextSelection,
  type Transaction,
} from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { schema } from '../../../document/schema/schema.ts'
import { isRemote } from '../remote-transaction.ts'
import { ancestorOf } from './ancestor.ts'

const { nodes } = schema

/** What a decoration says of a section that this reader has folded. */
export interface FoldedSpec {
  readonly isFolded: true
}

/** A section by its place, and whether it is to be folded. */
export interface Fold {
  readonly pos: number
  readonly isFolded: boolean
}

const key = new PluginKey<DecorationSet>('folding')

/**
 * Which collapsible sections this reader has folded: each reader's own, nothing of the document. A section opens
 * again when the caret gets into what it hides: by a search, a jump, a click on a contents list.
 */
export function folding(): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply(tr, before) {
        let folded = before.map(tr.mapping, tr.doc)
        for (const fold of (tr.getMeta(key) as readonly Fold[] | undefined) ?? []) {
          folded = setFold(folded, tr.doc, fold)
        }
        const isMine = tr.selectionSet || (tr.docChanged && !isRemote(tr))
        return isMine ? openAt(folded, tr.doc, tr.selection.head) : folded
      },
    },
    props: { decorations: (state) => key.getState(state) },
  })
}

/** Folds or opens the section that begins at `pos`. A caret in what is hidden goes to the section's line. */
export function fold(pos: number, isFolded: boolean): Command {
  return (state, dispatch) => {
    const node = state.doc.nodeAt(pos)
    const line = node?.firstChild
    if (node?.type !== nodes.details || !line) return false
    const tr = setFolds(state.tr, [{ pos, isFolded }])
    const { head } = state.selection
    const lineEnd = pos + line.nodeSize
    if (isFolded && head > lineEnd && head < pos + node.nodeSize) {
      tr.setSelection(TextSelection.create(tr.doc, lineEnd))
    }
    dispatch?.(tr)
    return true
  }
}

/** Mod-Enter in a section's line folds it, or opens it. */
export const toggleFold: Command = (state, dispatch) => {
  const { $from } = state.selection
  const around = ancestorOf($from, nodes.details)
  if ($from.parent.type !== nodes.summary || !around) return false
  return fold(around.pos, !isFoldedAt(state, around.pos))(state, dispatch)
}

/** Opens the folded sections around a place, so that it can be shown. False when none hides it. */
export function openAround(place: number): Command {
  return (state, dispatch) => {
    const hiding = hidingAt(key.getState(state), state.doc, place)
    if (hiding.length === 0) return false
    const folds: Fold[] = hiding.map(({ from }) => ({ pos: from, isFolded: false }))
    dispatch?.(setFolds(state.tr, folds))
    return true
  }
}

/** Folds and opens sections; no change of the document, and nothing to undo. */
export function setFolds(tr: Transaction, folds: readonly Fold[]): Transaction {
  return tr.setMeta(key, folds).setMeta('addToHistory', false)
}

/** Where the sections begin that this reader has folded. */
export function foldedIn(state: EditorState): readonly number[] {
  return (
    key
      .getState(state)
      ?.find()
      .map(({ from }) => from) ?? []
  )
}

function isFoldedAt(state: EditorState, pos: number): boolean {
  return (
    (key
      .getState(state)
      ?.find(pos, pos)
      .some(({ from }) => from === pos) ?? false) === true
  )
}

function setFold(folded: DecorationSet, doc: Node, { pos, isFolded }: Fold): DecorationSet {
  const node = doc.nodeAt(pos)
  const kept = folded.remove(folded.find(pos, pos).filter(({ from }) => from === pos))
  if (!isFolded || node?.type !== nodes.details) return kept
  const spec: FoldedSpec = { isFolded: true }
  return kept.add(doc, [Decoration.node(pos, pos + node.nodeSize, { class: 'is-folded' }, spec)])
}

function openAt(folded: DecorationSet, doc: Node, place: number): DecorationSet {
  return folded.remove(hidingAt(folded, doc, place))
}

/** The folded sections in whose hidden part a place is. */
function hidingAt(folded: DecorationSet | undefined, doc: Node, place: number): Decoration[] {
  return (folded?.find(place, place) ?? []).filter(({ from, to }) => {
    const line = doc.nodeAt(from)?.firstChild
    return line && place > from + line.nodeSize + 1 && place < to
  })
}
