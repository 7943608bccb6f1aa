import { plainForm } from '../../document/text/sought-words.ts'

/** What a letter is worth at the beginning of a word, right after the one before, and anywhere else. */
const AT_START = 8
const NEXT = 5
const ELSEWHERE = 1
/** What each letter costs that is passed over. */
const GAP = 0.1

/**
 * How well a text holds the letters of a query in their order, whatever its case and accents; undefined when it
 * does not. A text that holds the query in one piece is always better than one that does not.
 */
export function fuzzy(query: string, text: string): number | undefined {
  const [sought, plain] = [plainForm(query.trim()), plainForm(text)]
  if (sought === '') return 0
  const whole = plain.indexOf(sought)
  if (whole >= 0) return 1_000 + (isStart(plain, whole) ? AT_START : 0) - whole * GAP - plain.length / 1_000
  let score = 0
  let at = -1
  for (const letter of sought.replace(/\s+/g, '')) {
    const found = plain.indexOf(letter, at + 1)
    if (found < 0) return undefined
    const isNext = found === at + 1
    score += isStart(plain, found) ? AT_START : isNext ? NEXT : ELSEWHERE
    score -= (found - at - 1) * GAP
    at = found
  }
  // Letters strewn over a long text are no match anybody meant.
  return score >= sought.length * 2 ? score : undefined
}

function isStart(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')
}
