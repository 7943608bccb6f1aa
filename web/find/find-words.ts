import { bordersOf } from '../../document/text/character-borders.ts'
import { createFolding } from '../../document/text/folded-text.ts'
import { type Found, findIn } from './find-in-texts.ts'

/** How words are looked for. */
export interface WordsQuery {
  readonly text: string
  readonly matchCase: boolean
  readonly wholeWord: boolean
}

/** Accents that any script may have, and the points of Hebrew. */
const ACCENT = '[\\p{Script=Inherited}\\u0591-\\u05c7]'
const DASHES: Readonly<Record<string, string>> = {
  '-': '[-–—]',
  '–': '[-–—]',
  '—': '[-–—]',
  '--': '(?:[-–—]{2}|[–—])',
  '---': '(?:[-–—]{3}|—)',
}

/**
 * Finds words however they are spelt: curled quotation marks, composed letters, hyphens that do not break. A letter
 * that is typed without an accent finds those that have one, unless `matchCase` asks for the very letters.
 */
export function findsWords(query: WordsQuery): (text: string) => Found[] {
  const foldText = createFolding()
  const sought = foldText(query.text).text
  // Of signs that show nothing the text itself is asked.
  const isFolded = sought !== ''
  const expression = toExpression(isFolded ? sought : query.text, query)
  return (text) => {
    const folded = isFolded ? foldText(text) : undefined
    const isBorder = bordersOf(text)
    return findIn(folded?.text ?? text, expression, (start, end) => {
      if (!folded) return { start, end }
      // A part of what one character became is none of it.
      const isCut = start > 0 && folded.end(start - 1) > folded.start(start)
      const found = { start: folded.start(start), end: folded.end(end - 1) }
      const isCutBehind = end < folded.text.length && folded.start(end) < found.end
      return !isCut && !isCutBehind && isBorder(found.start) && isBorder(found.end) ? found : undefined
    })
  }
}

function toExpression(sought: string, { matchCase, wholeWord }: WordsQuery): RegExp {
  const source = sought.replace(/-{2,3}(?!-)|\P{M}\p{M}*|\p{M}+/gu, (unit) => {
    const dashes = DASHES[unit]
    if (dashes) return dashes
    const literal = unit.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
    const isBare = !matchCase && /^[\p{L}\p{N}]$/u.test(unit)
    return isBare ? `${literal}${ACCENT}*` : literal
  })
  const whole = wholeWord ? `(?<![\\p{L}\\p{N}\\p{M}_])(?:${source})(?![\\p{L}\\p{N}\\p{M}_])` : source
  return new RegExp(whole, matchCase ? 'gmu' : 'gimu')
}
