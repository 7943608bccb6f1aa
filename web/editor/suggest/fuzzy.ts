/** Text without what people leave out when they look for something: capitals, accents. */
export function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/**
 * How well a query finds something by its label and other words for it: 0 is best, undefined is not at all.
 * Each word of the query has to be found; letters in order are enough in the label.
 */
export function rank(query: string, label: string, also = ''): number | undefined {
  const name = plain(label)
  const wanted = plain(query).trim()
  if (name.startsWith(wanted)) return 0
  const others = plain(also)
  let worst = 0
  for (const word of wanted.split(/\s+/)) {
    const found = rankWord(word, name, others)
    if (found === undefined) return undefined
    worst = Math.max(worst, found)
  }
  return worst
}

/** A query of which only the letters are there, spread over a label. */
const SPREAD = 4

/**
 * What a query finds among `all`, the best first, equal ones in their order. Letters that are spread over a label
 * are a guess, and made only where nothing holds a word of the query.
 */
export function best<T>(all: readonly T[], rankOf: (one: T) => number | undefined): T[] {
  const ranked = all.flatMap((one) => {
    const found = rankOf(one)
    return found === undefined ? [] : [{ one, found }]
  })
  const isSure = ranked.some(({ found }) => found < SPREAD)
  return ranked
    .filter(({ found }) => !isSure || found < SPREAD)
    .sort((a, b) => a.found - b.found)
    .map(({ one }) => one)
}

function rankWord(word: string, name: string, others: string): number | undefined {
  if (startsWord(word, name)) return 1
  if (startsWord(word, others)) return 2
  if (name.includes(word)) return 3
  return word.length > 1 && isSpread(word, name) ? SPREAD : undefined
}

function startsWord(word: string, text: string): boolean {
  return text.split(/[\s\-/]+/).some((one) => one.startsWith(word))
}

/** True when the letters come in this order, the first of them at the start of a word. */
function isSpread(word: string, text: string): boolean {
  return text.split(/\s+/).some((_part, i, parts) => {
    const rest = parts.slice(i).join(' ')
    let at = 0
    for (const letter of rest) if (letter === word[at]) at++
    return rest.startsWith(word.charAt(0)) && at === word.length
  })
}
