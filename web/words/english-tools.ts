import { blockWords } from './english/block.ts'
import { blocksWords } from './english/blocks.ts'
import { exchangeWords } from './english/exchange.ts'
import { findWords } from './english/find.ts'
import { formatsWords } from './english/formats.ts'
import { insertWords } from './english/insert.ts'
import { outlineWords } from './english/outline.ts'
import { shortcutWords } from './english/shortcuts.ts'

/** Every text of what is fetched when somebody asks for it, in English. */
export const englishTools = {
  ...blockWords,
  ...blocksWords,
  ...exchangeWords,
  ...findWords,
  ...formatsWords,
  ...insertWords,
  ...outlineWords,
  ...shortcutWords,
} as const
