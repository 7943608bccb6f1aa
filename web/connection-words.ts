import type { Translated } from '../document/words/translated.ts'
import { language } from './language.ts'
import { connectionWords as english } from './words/english/connection.ts'

/** Every text of the connection check. */
export type ConnectionWords = Translated<typeof english>

/** The connection check's texts, beside `words.ts` because no other page needs them. */
export const connectionWords: ConnectionWords = language === 'en' ? english : await germanWords()

async function germanWords(): Promise<ConnectionWords> {
  try {
    return (await import('./words/german/connection.ts')).connectionWords
  } catch {
    return english
  }
}
