import type { FoundPart } from '../protocol/search.ts'
import { piecesOf } from './unspaced.ts'

/** How many words stand before the first hit of a snippet, and how many the snippet has in all. */
const WORDS_BEFORE = 6
const SNIPPET_WORDS = 28

/** What a text is searched for. */
export interface SoughtWords {
  /** Words as their pieces in their plain form: one, or several of a script without spaces that follow each other. */
  readonly runs: readonly (readonly string[])[]
  /** True when the last piece of the last one may be the beginning of a word. */
  readonly mayGoOn: boolean
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

function* wordsOf(text: string, { runs, mayGoOn }: SoughtWords): Generator<Word> {
  const prefix = mayGoOn ? runs.at(-1) : undefined
  const exact = new Set(runs.filter((run) => run.length === 1).map(([word]) => word))
  const beginning = prefix?.length === 1 ? prefix[0] : undefined
  const long = runs.filter((run) => run.length > 1)
  for (const { 0: run, index } of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const pieces = piecesOf(run)
    const plain = pieces.map((piece) => plainForm(piece.text))
    const inLong = new Set(pieces.length > 1 ? long.flatMap((one) => hitsOf(plain, one, one === prefix)) : [])
    for (const [i, piece] of pieces.entries()) {
      const word = plain[i] ?? ''
      const isAlone = exact.has(word) || (beginning !== undefined && word.startsWith(beginning))
      const from = index + piece.at
      yield { from, to: from + piece.text.length, isHit: isAlone || inLong.has(i) }
    }
  }
}

/** Which pieces of a run belong to a place where the sought ones follow each other. */
function hitsOf(pieces: readonly string[], sought: readonly string[], mayGoOn: boolean): number[] {
  const isHere = (at: number): boolean =>
    sought.every((one, i) => {
      const piece = pieces[at + i] ?? ''
      return piece === one || (mayGoOn && i === sought.length - 1 && piece.startsWith(one))
    })
  return pieces.flatMap((_, at) => (isHere(at) ? sought.map((_, i) => at + i) : []))
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
