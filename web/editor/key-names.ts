import { words } from '../words.ts'

/** True where shortcuts go by Cmd, judged as prosemirror-keymap does. */
export const isApple: boolean =
  typeof navigator !== 'undefined' && /Mac|iP(hone|[oa]d)/.test(navigator.platform)

const APPLE_SIGNS: Readonly<Record<string, string>> = {
  Mod: '⌘',
  Ctrl: '⌃',
  Alt: '⌥',
  Shift: '⇧',
  Enter: '↩',
  Tab: '⇥',
  Backspace: '⌫',
}

/** The order Apple writes them in, and everybody else. */
const APPLE_ORDER = ['Ctrl', 'Alt', 'Shift', 'Mod']
const OTHER_ORDER = ['Mod', 'Ctrl', 'Alt', 'Shift']

/** Keys as people read them on their keyboard: `Mod-Shift-x` is `Ctrl+Shift+X`, or `⇧⌘X` on a Mac. */
export function keyNames(keys: string, apple = isApple): string {
  // The last minus is a key itself in 'Mod--'.
  const parts = keys.split(/-(?!$)/)
  const key = parts.pop() ?? ''
  const order = apple ? APPLE_ORDER : OTHER_ORDER
  const modifiers = parts.sort((a, b) => order.indexOf(a) - order.indexOf(b))
  const names = [...modifiers, key].map((name) => nameOf(name, apple))
  return names.join(apple ? '' : '+')
}

function nameOf(name: string, apple: boolean): string {
  const sign = apple ? APPLE_SIGNS[name] : undefined
  if (sign) return sign
  const known: Readonly<Record<string, string>> = words.keys
  return known[name] ?? (name.length === 1 ? name.toUpperCase() : name)
}
