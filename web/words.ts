import { displacedWords } from './words/english/displaced.ts'
import { editorWords } from './words/english/editor.ts'
import { formattingWords } from './words/english/formatting.ts'
import { haltWords } from './words/english/halt.ts'
import { homeWords } from './words/english/home.ts'
import { insertWords } from './words/english/insert.ts'
import { menuWords } from './words/english/menu.ts'
import { peopleWords } from './words/english/people.ts'
import { productWords } from './words/english/product.ts'
import { savingWords } from './words/english/saving.ts'

/** Every text a person reads in the browser, but for the connection check's, in `connection-words.ts`. */
export const words = {
  ...productWords,
  ...homeWords,
  ...editorWords,
  ...savingWords,
  ...peopleWords,
  ...formattingWords,
  ...displacedWords,
  ...menuWords,
  ...haltWords,
  ...insertWords,
} as const
