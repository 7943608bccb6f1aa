import type { shortcutWords } from '../words/english/shortcuts.ts'

/** The groups of the sheet, in the order they are shown. */
export const SHORTCUT_GROUPS = ['marks', 'blocks', 'editing', 'table', 'page'] as const
export type ShortcutGroup = (typeof SHORTCUT_GROUPS)[number]

/** The name of a shortcut; what it does is said by `toolWords.shortcuts.entries[id]`. */
export type ShortcutId = keyof typeof shortcutWords.shortcuts.entries

/** Keys, and what they do. */
export interface Shortcut {
  readonly id: ShortcutId
  readonly group: ShortcutGroup
  /** As prosemirror-keymap names them, any of them; `Mod` is Cmd on a Mac and Ctrl elsewhere. */
  readonly keys: readonly string[]
}

/**
 * Everything the keyboard can do, as the sheet shows it. A test proves that it is what the bindings do, so
 * whoever binds a key adds its line here and its bindings there.
 */
export const SHORTCUTS: readonly Shortcut[] = [
  { id: 'strong', group: 'marks', keys: ['Mod-b'] },
  { id: 'em', group: 'marks', keys: ['Mod-i'] },
  { id: 'underline', group: 'marks', keys: ['Mod-u'] },
  { id: 'strike', group: 'marks', keys: ['Mod-Shift-x'] },
  { id: 'code', group: 'marks', keys: ['Mod-e'] },
  { id: 'link', group: 'marks', keys: ['Mod-k'] },
  { id: 'highlight', group: 'marks', keys: ['Mod-Shift-h'] },
  { id: 'superscript', group: 'marks', keys: ['Mod-.'] },
  { id: 'subscript', group: 'marks', keys: ['Mod-,'] },
  { id: 'clear', group: 'marks', keys: ['Mod-\\'] },

  { id: 'text', group: 'blocks', keys: ['Mod-Alt-0'] },
  { id: 'heading1', group: 'blocks', keys: ['Mod-Alt-1'] },
  { id: 'heading2', group: 'blocks', keys: ['Mod-Alt-2'] },
  { id: 'heading3', group: 'blocks', keys: ['Mod-Alt-3'] },
  { id: 'bullets', group: 'blocks', keys: ['Mod-Shift-8'] },
  { id: 'numbers', group: 'blocks', keys: ['Mod-Shift-7'] },
  { id: 'tasks', group: 'blocks', keys: ['Mod-Shift-9'] },
  { id: 'quote', group: 'blocks', keys: ['Mod-Shift-b'] },
  { id: 'codeBlock', group: 'blocks', keys: ['Mod-Alt-c'] },
  { id: 'left', group: 'blocks', keys: ['Mod-Shift-l'] },
  { id: 'center', group: 'blocks', keys: ['Mod-Shift-e'] },
  { id: 'right', group: 'blocks', keys: ['Mod-Shift-r'] },
  { id: 'justify', group: 'blocks', keys: ['Mod-Shift-j'] },
  { id: 'tick', group: 'blocks', keys: ['Mod-Enter'] },
  { id: 'nest', group: 'blocks', keys: ['Tab'] },
  { id: 'lift', group: 'blocks', keys: ['Shift-Tab'] },

  { id: 'moveUp', group: 'editing', keys: ['Alt-Shift-ArrowUp', 'Alt-ArrowUp'] },
  { id: 'moveDown', group: 'editing', keys: ['Alt-Shift-ArrowDown', 'Alt-ArrowDown'] },
  { id: 'duplicate', group: 'editing', keys: ['Mod-Shift-d'] },
  { id: 'blockMenu', group: 'editing', keys: ['Mod-Shift-m'] },
  { id: 'undo', group: 'editing', keys: ['Mod-z'] },
  { id: 'redo', group: 'editing', keys: ['Mod-Shift-z', 'Mod-y'] },
  { id: 'selectAll', group: 'editing', keys: ['Mod-a'] },
  { id: 'lineBreak', group: 'editing', keys: ['Shift-Enter'] },
  { id: 'newParagraph', group: 'editing', keys: ['Alt-Enter'] },

  { id: 'nextCell', group: 'table', keys: ['Tab'] },
  { id: 'previousCell', group: 'table', keys: ['Shift-Tab'] },
  { id: 'rowUp', group: 'table', keys: ['Alt-Shift-ArrowUp', 'Alt-ArrowUp'] },
  { id: 'rowDown', group: 'table', keys: ['Alt-Shift-ArrowDown', 'Alt-ArrowDown'] },
  { id: 'selectCells', group: 'table', keys: ['Shift-ArrowRight', 'Shift-ArrowDown'] },
  { id: 'belowTable', group: 'table', keys: ['ArrowDown'] },

  { id: 'palette', group: 'page', keys: ['Mod-Alt-k'] },
  { id: 'find', group: 'page', keys: ['Mod-f'] },
  { id: 'findNext', group: 'page', keys: ['F3', 'Mod-g'] },
  { id: 'replace', group: 'page', keys: ['Mod-Alt-f'] },
  { id: 'bubble', group: 'page', keys: ['Alt-F10'] },
  { id: 'contents', group: 'page', keys: ['Mod-Alt-o'] },
  { id: 'close', group: 'page', keys: ['Escape'] },
  { id: 'sheet', group: 'page', keys: ['Mod-/', '?'] },
]

/** The keys of a shortcut, the first that are named; undefined for what has none. */
export function keysOf(id: string): string | undefined {
  return SHORTCUTS.find((one) => one.id === id)?.keys[0]
}
