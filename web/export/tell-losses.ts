import type { Loss } from '../../document/text/losses.ts'
import { language } from '../language.ts'
import { words } from '../words.ts'

/** Losses as a list in words: '2 merged cells and 1 mention, which is plain text there'; '' for none. */
export function tellLosses(losses: readonly Loss[]): string {
  const parts = losses.map(({ kind, count }) => words.losses[kind](count))
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(parts)
}
