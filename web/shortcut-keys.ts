import { isApple } from './editor/key-names.ts'
import { holdKeys } from './held-keys.ts'
import { words } from './words.ts'

/** Shows the sheet of shortcuts. It is fetched when somebody asks for it; nothing happens where it cannot come. */
export async function openShortcutSheet(): Promise<void> {
  const held = holdKeys({ place: document.body, label: words.menu.shortcuts, isHidden: true })
  try {
    await import('./elements/shortcut-sheet.ts')
  } catch {
    // The page says by itself when the build it belongs to is gone.
    held.drop()
    return
  }
  if (!(await held.ready())) return
  const known = document.querySelector('sp-shortcut-sheet')
  const sheet = known ?? document.createElement('sp-shortcut-sheet')
  if (!known) document.body.append(sheet)
  await sheet.open()
  held.handOver()
}

/** True for the keys that open the sheet: Mod-/ anywhere, `?` where nobody is writing. */
export function asksForSheet(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing) return false
  // By what it writes, because the key for a slash is another one on each keyboard, and with Shift on many.
  if (event.key === '/') return (isApple ? event.metaKey : event.ctrlKey) && !event.altKey
  return event.key === '?' && !event.ctrlKey && !event.metaKey && !event.altKey && !isWritten(event.target)
}

function isWritten(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.matches('input, textarea, select')
}

/** Opens the sheet at its keys, wherever the focus is. */
export function wireShortcutKeys(page: Window): void {
  page.addEventListener('keydown', (event) => {
    if (!asksForSheet(event)) return
    event.preventDefault()
    void openShortcutSheet()
  })
}
