import type { EditorView } from 'prosemirror-view'
import { words } from '../../words.ts'
import type { PageActions } from '../page-actions.ts'

/** A menu of the format bar. */
export type FormatMenuName = 'colours' | 'layout'

/** Opens a menu at its button; it is fetched when it is first asked for. */
export async function showFormatMenu(
  view: EditorView | undefined,
  name: FormatMenuName,
  button: HTMLElement,
  page: Pick<PageActions, 'say'>,
): Promise<void> {
  if (!view) return
  try {
    const { openFormatMenu } = await import('./open-format-menu.ts')
    openFormatMenu(view, name, button)
  } catch {
    page.say(words.people.notNow)
  }
}
