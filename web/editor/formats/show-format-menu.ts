import type { EditorView } from 'prosemirror-view'
import { holdKeys } from '../../held-keys.ts'
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
  if (menus) {
    await menus.openFormatMenu(view, name, button)
    return
  }
  // Where fingers point, the keyboard would go with the focus.
  const holds = !matchMedia('(pointer: coarse)').matches
  // Within the bar, which stays while the focus is there.
  const place = button.closest<HTMLElement>('.bubble, header') ?? document.body
  const held = holds ? holdKeys({ place, label: words.format[name], isHidden: true }) : undefined
  try {
    menus = await import('./open-format-menu.ts')
    if (held && !(await held.ready())) return
    await menus.openFormatMenu(view, name, button)
    held?.handOver()
  } catch {
    held?.drop()
    page.say(words.people.notNow)
  }
}

let menus: typeof import('./open-format-menu.ts') | undefined
