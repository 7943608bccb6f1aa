import type { Translated } from '../document/words/translated.ts'
import { language } from './language.ts'
import { english } from './words/english.ts'

/** Every text of the interface, in one language or another. */
export type Words = Translated<typeof english>

/**
 * Every text a person reads in the browser, but for the connection check's, in `connection-words.ts`. Whoever
 * imports it waits for its language, so that nothing is shown in another first. A language that cannot be
 * fetched must not cost the page: it comes in English then.
 */
export const words: Words = language === 'en' ? english : await germanWords()

async function germanWords(): Promise<Words> {
  try {
    return (await import('./words/german.ts')).german
  } catch {
    return english
  }
}
