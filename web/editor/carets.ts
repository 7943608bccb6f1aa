import type { Node } from 'prosemirror-model'
import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state'
import type { Mappable } from 'prosemirror-transform'
import { Decoration, DecorationSet } from 'prosemirror-view'
import type { Participant } from '../../document/protocol/presence.ts'
import { createCaretLayer } from './caret-layer.ts'

/** Somebody else's caret in the document that is shown. */
export interface Caret {
  readonly client: string
  /** Whose it is, by id. */
  readonly person: string
  readonly name: string
  readonly colour: number
  readonly anchor: number
  readonly head: number
  /** Raised whenever its owner moved it or typed, so that the name shows again. */
  readonly moves: number
}

interface Shown {
  readonly carets: readonly Caret[]
  /** Their selections. */
  readonly tints: DecorationSet
}

const NOBODY: Shown = { carets: [], tints: DecorationSet.empty }

const key = new PluginKey<Shown>('carets')

/**
 * Draws the carets and selections of others. A selection is a tint on the text; a caret is drawn in a layer
 * beside the text, never in it: it can neither move a letter nor disturb a composition.
 */
export function carets(layer: HTMLElement): Plugin<Shown> {
  return new Plugin<Shown>({
    key,
    state: { init: () => NOBODY, apply: advance },
    props: { decorations: (state) => key.getState(state)?.tints },
    view: (view) => createCaretLayer(view, layer, () => caretsOf(view.state)),
  })
}

/** A transaction that shows the carets of these people, wherever they are in the shown document. */
export function showCarets(state: EditorState, participants: readonly Participant[]): Transaction {
  return state.tr.setMeta(key, participants).setMeta('addToHistory', false)
}

/** Others' carets, where they are in this state's document. */
export function caretsOf(state: EditorState): readonly Caret[] {
  return key.getState(state)?.carets ?? []
}

function advance(tr: Transaction, before: Shown): Shown {
  const participants = tr.getMeta(key) as readonly Participant[] | undefined
  if (!participants && (!tr.docChanged || before.carets.length === 0)) return before
  const mapped = tr.docChanged ? before.carets.map((caret) => mapCaret(caret, tr.mapping)) : before.carets
  const next = participants?.flatMap((one) => toCaret(one, mapped, tr.doc.content.size)) ?? mapped
  return { carets: next, tints: tintsOf(tr.doc, next) }
}

function mapCaret(caret: Caret, mapping: Mappable): Caret {
  return { ...caret, anchor: mapping.map(caret.anchor, -1), head: mapping.map(caret.head, -1) }
}

function tintsOf(doc: Node, carets: readonly Caret[]): DecorationSet {
  const tints = carets
    .filter(({ anchor, head }) => anchor !== head)
    .map(({ anchor, head, colour }) => {
      const [from, to] = [Math.min(anchor, head), Math.max(anchor, head)]
      return Decoration.inline(from, to, { class: `selected colour-${colour}` })
    })
  return tints.length > 0 ? DecorationSet.create(doc, tints) : DecorationSet.empty
}

function toCaret(participant: Participant, before: readonly Caret[], size: number): Caret[] {
  const { client, person, anchor, head } = participant
  if (anchor === null || head === null || participant.state === 'away') return []
  const old = before.find((caret) => caret.client === client)
  const place = { anchor: Math.min(anchor, size), head: Math.min(head, size) }
  const hasMoved = !old || old.head !== place.head || old.anchor !== place.anchor
  const moves = (old?.moves ?? 0) + (hasMoved ? 1 : 0)
  return [{ client, person: person.id, name: person.name, colour: person.colour, ...place, moves }]
}
