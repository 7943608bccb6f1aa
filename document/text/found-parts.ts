import type { FoundPart } from '../protocol/search.ts'
import { type SoughtWords, type Word, wordsOf } from './sought-words.ts'

/** How many words stand before the first hit of a snippet, and how many the snippet has in all. */
const WORDS_BEFORE = 6
const SNIPPET_WORDS = 28

/** The whole text, with what was sought marked. */
export function markHits(text: string, sought: SoughtWords): FoundPart[] {
  return cut(text, 0, text.length, [...wordsOf(text, sought)])
}

/** The stretch of a text around its first hit, or its beginning when there is none, with what was sought marked. */
export function snippetOf(text: string, sought: SoughtWords): FoundPart[] {
  const window: Word[] = []
  let found = -1
  for (const word of wordsOf(text, sought)) {
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

/** What stands where a text goes on. */
export const ELLIPSIS: FoundPart = { text: '…', isHit: false }

/** Where a stretch begins when only signs and spaces stand before it. */
function lead(text: string, from: number): number {
  return from < 20 && !/[\p{L}\p{N}]/u.test(text.slice(0, from)) ? 0 : from
}

/** A stretch as its parts, hits and what is between them in turn; line breaks become spaces. */
function cut(text: string, from: number, to: number, words: readonly Word[]): FoundPart[] {
  const parts: FoundPart[] = []
  let at = from
  for (const hit of joined(words.filter(({ isHit }) => isHit))) {
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

/** Hits with nothing between them as one. */
function joined(hits: readonly Word[]): Word[] {
  const whole: Word[] = []
  for (const hit of hits) {
    const before = whole.at(-1)
    if (before?.to === hit.from) whole.splice(-1, 1, { ...before, to: hit.to })
    else whole.push(hit)
  }
  return whole
}
