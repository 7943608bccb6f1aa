import type { Plugin } from 'prosemirror-state'
import { bubbles } from './bubble/bubble-plugin.ts'
import type { PageActions } from './page-actions.ts'
import type { References } from './references/references.ts'
import { suggestions } from './suggest/suggest-plugin.ts'

/** What opens at the text while one writes: lists behind signs, bubbles at selections. Each is fetched on demand. */
export function menus(page: PageActions, references: References): Plugin[] {
  return [
    suggestions(async () => {
      const { openSuggestList } = await import('./suggest/open-suggest-list.ts')
      return (view) => openSuggestList(view, page, references)
    }),
    bubbles(async () => {
      const { openBubbles } = await import('./bubble/open-bubbles.ts')
      return (view, onLeave) => openBubbles(view, page, onLeave)
    }),
  ]
}
