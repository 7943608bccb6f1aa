/**
 * Scripts that write words without spaces between them, or, as Korean, with endings that grow on a word. What is
 * written in them is found and marked letter by letter, so that every word is found wherever it stands in a run.
 */
const LETTER =
  '(?:[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Bopo}\\p{sc=Hang}\\p{sc=Thai}\\p{sc=Laoo}\\p{sc=Khmr}\\p{sc=Mymr}\\u30FC]\\p{M}*)'
const PIECE = new RegExp(`${LETTER}|(?:(?!${LETTER})[\\p{L}\\p{N}\\p{M}])+`, 'gu')
const UNSPACED = new RegExp(LETTER, 'u')
const RUN = new RegExp(`[\\p{L}\\p{N}\\p{M}]*${LETTER}[\\p{L}\\p{N}\\p{M}]*`, 'gu')

/** A sign that joins words and shows nothing; for a tokenizer it stands between two of them. */
const SEPARATOR = '\u2060'

/** A piece of a run of letters and numbers, and where it begins in it. */
export interface Piece {
  readonly text: string
  readonly at: number
}

/** The pieces of a run of letters and numbers: letters of such scripts one by one, what is between them whole. */
export function piecesOf(run: string): Piece[] {
  return [...eachPiece(run)]
}

/** The same, one after another as they are asked for. */
export function* eachPiece(run: string): Generator<Piece> {
  if (!UNSPACED.test(run)) yield { text: run, at: 0 }
  else for (const { 0: text, index } of run.matchAll(PIECE)) yield { text, at: index }
}

/** The text with its pieces set apart for a tokenizer that knows words only by what is between them. */
export function setApart(text: string): string {
  if (!UNSPACED.test(text)) return text
  return text.normalize('NFC').replace(RUN, (run) =>
    piecesOf(run)
      .map((piece) => piece.text)
      .join(SEPARATOR),
  )
}

/** The text as it was before. */
export function putTogether(text: string): string {
  return text.replaceAll(SEPARATOR, '')
}
