import type { EditorView } from 'prosemirror-view'
import type { PageActions } from '../page-actions.ts'
import { insertSource } from './insert-source.ts'
import { createSuggestList } from './suggest-list.ts'
import type { SuggestList } from './suggest-plugin.ts'

/** Everything behind the signs that open a list, in one file that is fetched when it is needed. */
export function openSuggestList(view: EditorView, page: PageActions): SuggestList {
  return createSuggestList(view, { insert: insertSource(page) })
}
