import { blockWords } from './english/block.ts'
import { blocksWords } from './english/blocks.ts'
import { displacedWords } from './english/displaced.ts'
import { editorWords } from './english/editor.ts'
import { exchangeWords } from './english/exchange.ts'
import { filesWords } from './english/files.ts'
import { findWords } from './english/find.ts'
import { formattingWords } from './english/formatting.ts'
import { haltWords } from './english/halt.ts'
import { homeWords } from './english/home.ts'
import { insertWords } from './english/insert.ts'
import { menuWords } from './english/menu.ts'
import { outlineWords } from './english/outline.ts'
import { peopleWords } from './english/people.ts'
import { productWords } from './english/product.ts'
import { referenceWords } from './english/references.ts'
import { savingWords } from './english/saving.ts'
import { shortcutWords } from './english/shortcuts.ts'
import { themeWords } from './english/theme.ts'

/** Every text a person reads in the browser, in English; another language has these and no others. */
export const english = {
  ...productWords,
  ...homeWords,
  ...editorWords,
  ...savingWords,
  ...peopleWords,
  ...formattingWords,
  ...blockWords,
  ...blocksWords,
  ...filesWords,
  ...findWords,
  ...outlineWords,
  ...displacedWords,
  ...menuWords,
  ...exchangeWords,
  ...themeWords,
  ...haltWords,
  ...insertWords,
  ...referenceWords,
  ...shortcutWords,
} as const
