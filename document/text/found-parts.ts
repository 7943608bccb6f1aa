import type { FoundPart } from '../protocol/search.ts'

/** How many words stand before the first hit of a snippet, and how many the snippet has in all. */
const WORDS_BEFORE = 6
const SNIPPET_WORDS = 28

/** What a text is searched for: words in their plain form, the last of which may go on. */
export interface SoughtWords {
  readonly words: readonly string[]
  /** The beginning of a word; undefined when there is none. */
  readonly prefix: string | undefined
}

interface Word {
  readonly from: number
  readonly to: number
  readonly isHit: boolean
}

/** A text without case and accents, as words are compared. */
export function plainForm(text: string): string {
  const isAscii = /^[ -~]*$/.test(text)
  return (isAscii ? text : text.normalize('NFKD').replace(/\p{M}+/gu, '')).toLowerCase()
}

/** The whole text, with what was sought marked. */
export function markHits(text: string, sought: SoughtWords): FoundPart[] {
  return cut(text, 0, text.length, [...wordsOf(text, sought)])
}

/**
 * The stretch of a text around its first hit, or its beginning when there is none in the first `limit`
 * characters, with what was sought marked.
 */
export function snippetOf(text: string, sought: SoughtWords, limit: number): FoundPart[] {
  const window: Word[] = []
  let found = -1
  for (const word of wordsOf(text.slice(0, limit), sought)) {
    window.push(word)
    if (found < 0 && word.isHit) found = window.length - 1
    // Until there is a hit only so many words are kept as may stand before one.
    if (found < 0 && window.length > SNIPPET_WORDS) window.shift()
    if (found >= 0 && window.length >= Math.min(found, WORDS_BEFORE) + SNIPPET_WORDS) break
  }
  const shown =
    found < 0 ? [...wordsOf(text.slice(0, 1_000), sought)] : window.slice(Math.max(0, found - WORDS_BEFORE))
  const words = shown.slice(0, SNIPPET_WORDS)
  const [first, last] = [words[0], words.at(-1)]
  if (!first || !last) return []
  const from = lead(text, first.from) === 0 ? 0 : first.from
  const to = text.slice(last.to).trim().length <= 1 ? text.length : last.to
  const parts = cut(text, from, to, words)
  return [...(from > 0 ? [ELLIPSIS] : []), ...parts, ...(to < text.length ? [ELLIPSIS] : [])]
}

const ELLIPSIS: FoundPart = { text: '…', isHit: false }

/** Where a stretch begins when only signs and spaces stand before it. */
function lead(text: string, from: number): number {
  return from < 20 && !/[\p{L}\p{N}]/u.test(text.slice(0, from)) ? 0 : from
}

function* wordsOf(text: string, { words, prefix }: SoughtWords): Generator<Word> {
  const exact = new Set(words)
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const plain = plainForm(word)
    const isHit = exact.has(plain) || (prefix !== undefined && plain.startsWith(prefix))
    yield { from: index, to: index + word.length, isHit }
  }
}

/** A stretch as its parts, hits and what is between them in turn; line breaks become spaces. */
function cut(text: string, from: number, to: number, words: readonly Word[]): FoundPart[] {
  const parts: FoundPart[] = []
  let at = from
  for (const hit of words.filter(({ isHit }) => isHit)) {
    parts.push(
      { text: text.slice(at, hit.from), isHit: false },
      { text: text.slice(hit.from, hit.to), isHit: true },
    )
    at = hit.to
  }
  parts.push({ text: text.slice(at, to), isHit: false })
  return parts
    .map((part) => ({ ...part, text: part.text.replace(/\s+/g, ' ') }))
    .filter(({ text }) => text !== '')
}
