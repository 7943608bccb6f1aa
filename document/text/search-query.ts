import { plainForm, type SoughtWords } from './sought-words.ts'
import { piecesOf, setApart } from './unspaced.ts'

const MAX_WORDS = 16
/**
 * A phrase is told from others by so many words, or letters of a script without spaces. FTS5 compares each place of a
 * text with every one of them: 200 times one letter, in a text of that letter, took it half a minute.
 */
const MAX_PIECES = 24

/** What somebody searches for, for SQLite's FTS5 and for whoever marks the hits. */
export interface SearchQuery {
  /** Each of them must be in a document. */
  readonly fts: readonly string[]
  readonly sought: SoughtWords
}

/**
 * Reads what a person typed; undefined when there is no letter and no number in it. All words must be there, a
 * "quoted phrase" as it stands, and the last word may go on. Every word is quoted, so that nothing in it is
 * taken for an operator (sqlite.org/fts5.html, section 3.1). Of what is long only the beginning counts.
 */
export function readSearch(typed: string): SearchQuery | undefined {
  const typedWords = [...typed.normalize('NFC').matchAll(/"([^"]*)"?|([^\s"]+)/gu)]
    .map(([, phrase, word]) => ({ text: firstPieces(phrase ?? word ?? ''), isPhrase: phrase !== undefined }))
    .filter(({ text }) => /[\p{L}\p{N}]/u.test(text))
    .slice(0, MAX_WORDS)
  const last = typedWords.at(-1)
  if (!last) return undefined
  const fts = typedWords.map(
    (word) => `"${setApart(word.text)}"${word === last && !word.isPhrase ? '*' : ''}`,
  )
  const runs = typedWords
    .flatMap(({ text }) => text.match(RUNS) ?? [])
    .map((run) => piecesOf(run).map(({ text }) => plainForm(text)))
  return { fts: [...new Set(fts)], sought: { runs, mayGoOn: !last.isPhrase } }
}

const RUNS = /[\p{L}\p{N}\p{M}]+/gu

/** A phrase up to its last piece that counts. */
function firstPieces(text: string): string {
  let count = 0
  for (const { 0: run, index } of text.matchAll(RUNS)) {
    for (const piece of piecesOf(run)) {
      count += 1
      if (count === MAX_PIECES) return text.slice(0, index + piece.at + piece.text.length)
    }
  }
  return text
}
