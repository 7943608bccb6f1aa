import type { EditorView } from 'prosemirror-view'
import { words } from '../../words.ts'
import type { PageActions } from '../page-actions.ts'

/** Opens the menu of the selected blocks; it is fetched when it is first asked for. */
export async function showBlockMenu(
  view: EditorView | undefined,
  page: Pick<PageActions, 'say'>,
): Promise<void> {
  if (!view) return
  try {
    const { openBlockMenu } = await import('./open-block-menu.ts')
    openBlockMenu(view)
  } catch {
    page.say(words.people.notNow)
  }
}
