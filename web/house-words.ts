import type { Translated } from '../document/words/translated.ts'
import { language } from './language.ts'
import { houseWords as english } from './words/english/house.ts'

/** Every text of lists, search, templates and the palette. */
export type HouseWords = Translated<typeof english>

/** Their texts, beside `words.ts` because nobody needs them to read and write. */
export const houseWords: HouseWords = language === 'en' ? english : await germanWords()

async function germanWords(): Promise<HouseWords> {
  try {
    return (await import('./words/german/house.ts')).houseWords
  } catch {
    return english
  }
}
