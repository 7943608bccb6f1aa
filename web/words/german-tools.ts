import type { ToolWords } from '../tool-words.ts'
import { blockWords } from './german/block.ts'
import { blocksWords } from './german/blocks.ts'
import { exchangeWords } from './german/exchange.ts'
import { findWords } from './german/find.ts'
import { formatsWords } from './german/formats.ts'
import { insertWords } from './german/insert.ts'
import { outlineWords } from './german/outline.ts'
import { shortcutWords } from './german/shortcuts.ts'

/** Every text of what is fetched when somebody asks for it, in German. */
export const germanTools: ToolWords = {
  ...blockWords,
  ...blocksWords,
  ...exchangeWords,
  ...findWords,
  ...formatsWords,
  ...insertWords,
  ...outlineWords,
  ...shortcutWords,
}
