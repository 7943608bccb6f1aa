import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { schema } from '../../../document/schema/schema.ts'
import { blockPlace } from './block-place.ts'

/** Where a file that is still on its way will stand. */
export interface UploadPlace {
  readonly id: string
  readonly at: number
}

type Change = { readonly add: readonly UploadPlace[] } | { readonly remove: string }

const KEY = new PluginKey<readonly UploadPlace[]>('upload-places')

/**
 * Keeps the places of files that are on their way, through everybody's changes, in the order they came; `cardOf`
 * is what stands there meanwhile. Nothing of it is in the document.
 */
export function uploadPlaces(cardOf: (id: string) => HTMLElement): Plugin {
  let known: readonly UploadPlace[] = []
  return new Plugin<readonly UploadPlace[]>({
    key: KEY,
    state: {
      // Also when another version of the document comes into the same editor.
      init: () => known,
      apply(tr, places) {
        known = changed(tr, places)
        return known
      },
    },
    props: {
      decorations(state) {
        const places = placesIn(state)
        if (places.length === 0) return undefined
        return DecorationSet.create(
          state.doc,
          places.map(({ id, at }) =>
            Decoration.widget(blockPlace(state.doc, at, schema.nodes.figure), () => cardOf(id), {
              key: id,
              side: -1,
              ignoreSelection: true,
              stopEvent: () => true,
            }),
          ),
        )
      },
    },
  })
}

/** The places of files on their way. */
export function placesIn(state: EditorState): readonly UploadPlace[] {
  return KEY.getState(state) ?? []
}

/** Notes the places of files that begin their way. */
export function addPlaces(tr: Transaction, add: readonly UploadPlace[]): Transaction {
  return tr.setMeta(KEY, { add } satisfies Change).setMeta('addToHistory', false)
}

/** Forgets the place of a file: it arrived, by this transaction, or was given up. */
export function removePlace(tr: Transaction, remove: string): Transaction {
  return tr.setMeta(KEY, { remove } satisfies Change)
}

function changed(tr: Transaction, places: readonly UploadPlace[]): readonly UploadPlace[] {
  const change = tr.getMeta(KEY) as Change | undefined
  const gone = change && 'remove' in change ? places.findIndex(({ id }) => id === change.remove) : -1
  // What arrives at a place that several share goes before those that came after it.
  const mapped = tr.docChanged
    ? places.map(({ id, at }, i) => ({ id, at: tr.mapping.map(at, gone >= 0 && i > gone ? 1 : -1) }))
    : places
  if (!change) return mapped
  return 'add' in change ? [...mapped, ...change.add] : mapped.filter(({ id }) => id !== change.remove)
}
