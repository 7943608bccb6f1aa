import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { createFetchedScreen } from '../fetched-screen.ts'
import { advance, type Suggestion } from './suggestion.ts'

/** The list that is shown while a query is typed. */
export interface SuggestList {
  /** Shows what fits; nothing for undefined. */
  show(suggestion: Suggestion | undefined): void
  /** Takes a key that is for the list; false for every other, and while nothing is shown. */
  takeKey(event: KeyboardEvent): boolean
  destroy(): void
}

/** Makes the list for an editor. It is a file of its own: nobody needs it to read or to type. */
export type LoadSuggestList = () => Promise<(view: EditorView) => SuggestList>

const key = new PluginKey<Suggestion | undefined>('suggest')
const CLOSE = 'close'

/** Lists that open while one types: `/` for what can be inserted, `@` and `[[` for what can be referred to. */
export function suggestions(load: LoadSuggestList): Plugin<Suggestion | undefined> {
  let view: EditorView | undefined
  const list = createFetchedScreen(load, () => view && list.current()?.show(shownIn(view)))
  return new Plugin<Suggestion | undefined>({
    key,
    state: {
      init: () => undefined,
      apply: (tr, open) => (tr.getMeta(key) === CLOSE ? undefined : advance(tr, open)),
    },
    view(begun) {
      view = begun
      const end = list.begin(begun)
      // Another document may have come in the place of the one that was asked in.
      list.current()?.show(shownIn(begun))
      return {
        update(_view, before) {
          const now = shownIn(begun)
          if (now) list.fetch()
          if (now !== key.getState(before)) list.current()?.show(now)
        },
        destroy: end,
      }
    },
    props: {
      handleKeyDown: (_view, event) => list.current()?.takeKey(event) ?? false,
      handleDOMEvents: {
        blur(blurred) {
          if (key.getState(blurred.state)) blurred.dispatch(closeSuggestion(blurred.state))
          return false
        },
      },
    },
  })
}

/** Ends the query; what was typed stays as text. */
export function closeSuggestion(state: EditorState): Transaction {
  return state.tr.setMeta(key, CLOSE).setMeta('addToHistory', false)
}

function shownIn(view: EditorView): Suggestion | undefined {
  return view.editable ? key.getState(view.state) : undefined
}
