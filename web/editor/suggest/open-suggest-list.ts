import type { EditorView } from 'prosemirror-view'
import type { PageActions } from '../page-actions.ts'
import type { References } from '../references/references.ts'
import { emojiSource, loadEmojiNames } from './emoji-source.ts'
import { insertSource } from './insert-source.ts'
import { documentSource, mentionSource } from './reference-sources.ts'
import { createSuggestList } from './suggest-list.ts'
import type { SuggestList } from './suggest-plugin.ts'

/** Everything behind the signs that open a list, in one file that is fetched when it is needed. */
export function openSuggestList(view: EditorView, page: PageActions, references: References): SuggestList {
  return createSuggestList(view, {
    insert: insertSource(page),
    mention: mentionSource(references),
    document: documentSource(references),
    emoji: emojiSource(loadEmojiNames),
  })
}
