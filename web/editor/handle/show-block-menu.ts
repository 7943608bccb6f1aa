import type { EditorView } from 'prosemirror-view'
import { holdKeys } from '../../held-keys.ts'
import { words } from '../../words.ts'
import type { PageActions } from '../page-actions.ts'

/** Opens the menu of the selected blocks; it is fetched when it is first asked for. */
export async function showBlockMenu(
  view: EditorView | undefined,
  page: Pick<PageActions, 'say'>,
): Promise<void> {
  if (!view) return
  const held = holdKeys({ place: view.dom.ownerDocument.body, label: words.format.blockMenu, isHidden: true })
  try {
    const { openBlockMenu } = await import('./open-block-menu.ts')
    if (!(await held.ready())) return
    if (await openBlockMenu(view)) held.handOver()
    else held.drop()
  } catch {
    held.drop()
    page.say(words.people.notNow)
  }
}
