import type { Translated } from '../document/words/translated.ts'
import { language } from './language.ts'
import { englishTools } from './words/english-tools.ts'

/** Every text of the search, the contents, the list behind `/` and the sheet of shortcuts. */
export type ToolWords = Translated<typeof englishTools>

/** Their texts, beside `words.ts` because nobody needs them before they ask for one of these. */
export const toolWords: ToolWords = language === 'en' ? englishTools : await germanWords()

async function germanWords(): Promise<ToolWords> {
  try {
    return (await import('./words/german-tools.ts')).germanTools
  } catch {
    return englishTools
  }
}
