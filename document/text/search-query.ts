import { plainForm, type SoughtWords } from './found-parts.ts'
import { piecesOf, setApart } from './unspaced.ts'

const MAX_WORDS = 16

/** What somebody searches for, for SQLite's FTS5 and for whoever marks the hits. */
export interface SearchQuery {
  /** Each of them must be in a document. */
  readonly fts: readonly string[]
  readonly sought: SoughtWords
}

/**
 * Reads what a person typed; undefined when there is no letter and no number in it. All words must be there, a
 * "quoted phrase" as it stands, and the last word may go on. Every word is quoted, so that nothing in it is
 * taken for an operator (sqlite.org/fts5.html, section 3.1).
 */
export function readSearch(typed: string): SearchQuery | undefined {
  const typedWords = [...typed.normalize('NFC').matchAll(/"([^"]*)"?|([^\s"]+)/gu)]
    .map(([, phrase, word]) => ({ text: phrase ?? word ?? '', isPhrase: phrase !== undefined }))
    .filter(({ text }) => /[\p{L}\p{N}]/u.test(text))
    .slice(0, MAX_WORDS)
  const last = typedWords.at(-1)
  if (!last) return undefined
  const fts = typedWords.map(
    (word) => `"${setApart(word.text)}"${word === last && !word.isPhrase ? '*' : ''}`,
  )
  const runs = typedWords
    .flatMap(({ text }) => text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [])
    .map((run) => piecesOf(run).map(({ text }) => plainForm(text)))
  return { fts, sought: { runs, mayGoOn: !last.isPhrase } }
}
