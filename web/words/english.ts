import { displacedWords } from './english/displaced.ts'
import { editorWords } from './english/editor.ts'
import { filesWords } from './english/files.ts'
import { formattingWords } from './english/formatting.ts'
import { haltWords } from './english/halt.ts'
import { homeWords } from './english/home.ts'
import { menuWords } from './english/menu.ts'
import { peopleWords } from './english/people.ts'
import { productWords } from './english/product.ts'
import { referenceWords } from './english/references.ts'
import { savingWords } from './english/saving.ts'
import { themeWords } from './english/theme.ts'

/** Every text a person reads in the browser, in English; another language has these and no others. */
export const english = {
  ...productWords,
  ...homeWords,
  ...editorWords,
  ...savingWords,
  ...peopleWords,
  ...formattingWords,
  ...filesWords,
  ...displacedWords,
  ...menuWords,
  ...themeWords,
  ...haltWords,
  ...referenceWords,
} as const
