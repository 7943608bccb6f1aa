import type { ToolWords } from '../tool-words.ts'
import { findWords } from './german/find.ts'
import { insertWords } from './german/insert.ts'
import { outlineWords } from './german/outline.ts'
import { shortcutWords } from './german/shortcuts.ts'

/** Every text of what is fetched when somebody asks for it, in German. */
export const germanTools: ToolWords = {
  ...findWords,
  ...insertWords,
  ...outlineWords,
  ...shortcutWords,
}
