import type { Words } from '../words.ts'
import { displacedWords } from './german/displaced.ts'
import { editorWords } from './german/editor.ts'
import { filesWords } from './german/files.ts'
import { formattingWords } from './german/formatting.ts'
import { haltWords } from './german/halt.ts'
import { homeWords } from './german/home.ts'
import { menuWords } from './german/menu.ts'
import { peopleWords } from './german/people.ts'
import { productWords } from './german/product.ts'
import { referenceWords } from './german/references.ts'
import { savingWords } from './german/saving.ts'
import { themeWords } from './german/theme.ts'

/** Every text a person reads in the browser, in German. Fetched by German readers alone. */
export const german: Words = {
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
}
