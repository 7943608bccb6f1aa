import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import type { Participant } from '../../document/protocol/presence.ts'
import { createCaretLayer } from './caret-layer.ts'

/** Somebody else's caret in the document that is shown. */
export interface Caret {
  readonly client: string
  readonly name: string
  readonly colour: number
  readonly anchor: number
  readonly head: number
  /** Raised whenever its owner moved it or typed, so that the name shows again. */
  readonly moves: number
}

const key = new PluginKey<readonly Caret[]>('carets')

/**
 * Draws the carets and selections of others. A selection is a tint on the text; a caret is drawn in a layer
 * beside the text, never in it: it can neither move a letter nor disturb a composition.
 */
export function carets(layer: HTMLElement): Plugin<readonly Caret[]> {
  return new Plugin<readonly Caret[]>({
    key,
    state: { init: () => [], apply: advance },
    props: {
      decorations(state) {
        const tints = caretsOf(state)
          .filter(({ anchor, head }) => anchor !== head)
          .map(({ anchor, head, colour }) =>
            Decoration.inline(Math.min(anchor, head), Math.max(anchor, head), {
              class: `selected colour-${colour}`,
            }),
          )
        return DecorationSet.create(state.doc, tints)
      },
    },
    view: (view) => createCaretLayer(view, layer, () => caretsOf(view.state)),
  })
}

/** A transaction that shows the carets of these people, wherever they are in the shown document. */
export function showCarets(state: EditorState, participants: readonly Participant[]): Transaction {
  return state.tr.setMeta(key, participants).setMeta('addToHistory', false)
}

function caretsOf(state: EditorState): readonly Caret[] {
  return key.getState(state) ?? []
}

function advance(tr: Transaction, before: readonly Caret[]): readonly Caret[] {
  const mapped = tr.docChanged
    ? before.map((caret) => ({
        ...caret,
        anchor: tr.mapping.map(caret.anchor, -1),
        head: tr.mapping.map(caret.head, -1),
      }))
    : before
  const participants = tr.getMeta(key) as readonly Participant[] | undefined
  return participants ? participants.flatMap((one) => toCaret(one, mapped, tr.doc.content.size)) : mapped
}

function toCaret(participant: Participant, before: readonly Caret[], size: number): Caret[] {
  const { client, person, anchor, head } = participant
  if (anchor === null || head === null || participant.state === 'away') return []
  const old = before.find((caret) => caret.client === client)
  const place = { anchor: Math.min(anchor, size), head: Math.min(head, size) }
  const hasMoved = !old || old.head !== place.head || old.anchor !== place.anchor
  const moves = (old?.moves ?? 0) + (hasMoved ? 1 : 0)
  return [{ client, name: person.name, colour: person.colour, ...place, moves }]
}
