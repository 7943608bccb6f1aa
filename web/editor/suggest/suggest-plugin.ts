import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { later } from '../../later.ts'
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

/** The list is fetched when somebody has begun to read, before anybody needs it. */
const FETCH_AFTER_MS = 3_000

const key = new PluginKey<Suggestion | undefined>('suggest')
const CLOSE = 'close'

/** Lists that open while one types: `/` for what can be inserted, `@` and `[[` for what can be referred to. */
export function suggestions(load: LoadSuggestList): Plugin<Suggestion | undefined> {
  let list: SuggestList | undefined
  return new Plugin<Suggestion | undefined>({
    key,
    state: {
      init: () => undefined,
      apply: (tr, open) => (tr.getMeta(key) === CLOSE ? undefined : advance(tr, open)),
    },
    view(view) {
      let isGone = false
      let isLoading = false
      const fetchList = () => {
        if (list || isLoading) return
        isLoading = true
        load().then(
          (create) => {
            if (isGone) return
            list = create(view)
            list.show(shownIn(view))
          },
          // The line is down, or the build is gone: the next sign tries again, and the text is just text.
          () => {
            isLoading = false
          },
        )
      }
      const cancel = later(FETCH_AFTER_MS, fetchList)
      return {
        update(_view, before) {
          const now = shownIn(view)
          if (now) fetchList()
          if (now !== key.getState(before)) list?.show(now)
        },
        destroy() {
          isGone = true
          cancel()
          list?.destroy()
          list = undefined
        },
      }
    },
    props: {
      handleKeyDown: (_view, event) => list?.takeKey(event) ?? false,
      handleDOMEvents: {
        blur(view) {
          if (key.getState(view.state)) view.dispatch(closeSuggestion(view.state))
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
