import { bordersOf } from '../../document/text/character-borders.ts'

/** A place in a text, counted from the text's beginning. */
export interface Found {
  readonly start: number
  readonly end: number
}

/** What a worker is asked: where an expression finds something in each of some texts. */
export interface SearchTask {
  readonly source: string
  readonly flags: string
  readonly texts: readonly string[]
}

/** More are not counted. */
export const MOST_MATCHES = 50_000

/** What no expression reads over, because no letter stands there: a picture, a mention. */
export const LEAF = '\u2029'

/** What is found in each text, from the first on; texts behind the one with the last match counted are left out. */
export function findInTexts({ source, flags, texts }: SearchTask): Found[][] {
  const expression = new RegExp(source, flags)
  const found: Found[][] = []
  let count = 0
  for (const text of texts) {
    if (count >= MOST_MATCHES) break
    const here = findIn(text, expression)
    found.push(here)
    count += here.length
  }
  return found
}

/**
 * Where a text has what an expression looks for, at most `MOST_MATCHES` times. `place` says where a match stands, and
 * leaves out what is none; without it a match is what begins and ends between two characters.
 */
export function findIn(
  text: string,
  expression: RegExp,
  place: (start: number, end: number) => Found | undefined = betweenCharacters(text),
): Found[] {
  const found: Found[] = []
  for (const match of text.matchAll(expression)) {
    const [read] = match
    if (read === '' || read.includes(LEAF)) continue
    const here = place(match.index, match.index + read.length)
    if (here) found.push(here)
    if (found.length >= MOST_MATCHES) break
  }
  return found
}

function betweenCharacters(text: string): (start: number, end: number) => Found | undefined {
  const isBorder = bordersOf(text)
  return (start, end) => (isBorder(start) && isBorder(end) ? { start, end } : undefined)
}
