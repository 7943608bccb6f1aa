import { asReference, escapeInline } from './markdown-escapes.ts'

/**
 * A part of a line of Markdown. `text` is words still to be escaped, whose first or last character is written
 * as a reference where a delimiter beside it needs that; `syntax` is final; a `delimiter` begins or ends
 * emphasis and is only understood in the right company.
 */
export type Piece = Text | Syntax | Delimiter
type Text = { readonly kind: 'text'; readonly text: string; first: boolean; last: boolean }
type Syntax = { readonly kind: 'syntax'; readonly markdown: string }
type Delimiter = {
  readonly kind: 'delimiter'
  readonly mark: EmphasisName
  readonly side: 'open' | 'close'
  markdown: string
}

const DELIMITERS = { strong: '**', em: '*', strike: '~~' } as const

/** The marks that are written with delimiter runs. */
export type EmphasisName = keyof typeof DELIMITERS

/** True for the name of a mark that is written with delimiter runs. */
export function isEmphasis(name: string): name is EmphasisName {
  return name in DELIMITERS
}

/** Words to be escaped. */
export function text(words: string): Piece {
  return { kind: 'text', text: words, first: false, last: false }
}

/** Markdown that is final as it stands. */
export function syntax(markdown: string): Piece {
  return { kind: 'syntax', markdown }
}

/** The beginning or the end of emphasis. */
export function delimiter(mark: EmphasisName, side: 'open' | 'close'): Piece {
  return { kind: 'delimiter', mark, side, markdown: DELIMITERS[mark] }
}

/** Joins pieces to Markdown in which every delimiter is read as what it is. Changes the pieces. */
export function joinPieces(pieces: readonly Piece[]): string {
  partStars(pieces)
  const unchecked = pieces.map((_, index) => index)
  for (let index = unchecked.pop(); index !== undefined; index = unchecked.pop()) {
    const piece = pieces[index]
    // A character that became a reference is another neighbour for the delimiters around it.
    if (piece?.kind === 'delimiter' && makeFlanking(pieces, index, piece))
      unchecked.push(index - 2, index, index + 2)
  }
  return pieces.map((piece, index) => besideLink(markdownOf(piece), pieces[index + 1])).join('')
}

/** An exclamation mark before a link would make it an image. */
function besideLink(markdown: string, next: Piece | undefined): string {
  return next?.kind === 'syntax' && next.markdown.startsWith('[') ? markdown.replace(/!$/, '\\!') : markdown
}

/** Emphasis that touches strong text is written with `_`: a run of stars of both kinds is ambiguous. */
function partStars(pieces: readonly Piece[]): void {
  let opener: Delimiter | undefined
  pieces.forEach((piece, index) => {
    if (piece.kind !== 'delimiter' || piece.mark !== 'em') return
    if (piece.side === 'open') opener = piece
    const touches = [pieces[index - 1], pieces[index + 1]].some(
      (beside) => beside?.kind === 'delimiter' && beside.mark === 'strong',
    )
    if (opener && (touches || (piece.side === 'close' && opener.markdown === '_'))) opener.markdown = '_'
    if (piece.side === 'close' && opener) piece.markdown = opener.markdown
  })
}

/**
 * CommonMark reads a run as opening or closing by the characters on its two sides: none inside may be a space,
 * and where the inside is no letter, the outside must be a space or a punctuation sign (for `_` always).
 * A reference is a punctuation sign on both its ends. Returns whether a character became one.
 */
function makeFlanking(pieces: readonly Piece[], index: number, { side, markdown }: Delimiter): boolean {
  const after = { piece: pieces[index + 1], edge: 'first' } as const
  const before = { piece: pieces[index - 1], edge: 'last' } as const
  const [inside, outside] = side === 'open' ? [after, before] : [before, after]
  const letter = plainCharacter(inside)
  if (letter !== undefined && /\s/.test(letter)) return makeReference(inside.piece, inside.edge)
  if (markdown !== '_' && letter !== undefined && /[\p{L}\p{N}]/u.test(letter)) return false
  const neighbour = plainCharacter(outside)
  if (neighbour === undefined || /[ \t\n\u00a0!-/:-@[-`{-~]/.test(neighbour)) return false
  return makeReference(outside.piece, outside.edge)
}

/** The text character on this edge of a piece; undefined for syntax, a reference, or no piece at all. */
function plainCharacter({ piece, edge }: { piece: Piece | undefined; edge: 'first' | 'last' }) {
  if (piece?.kind !== 'text' || piece[edge]) return undefined
  return edge === 'first' ? firstOf(piece.text) : lastOf(piece.text)
}

function firstOf(words: string): string | undefined {
  return [...words.slice(0, 2)].at(0)
}

function lastOf(words: string): string | undefined {
  return [...words.slice(-2)].at(-1)
}

function makeReference(piece: Piece | undefined, edge: 'first' | 'last'): boolean {
  if (piece?.kind !== 'text') return false
  piece[edge] = true
  // A single character has both edges.
  if (firstOf(piece.text) === piece.text) piece.first = piece.last = true
  return true
}

function markdownOf(piece: Piece): string {
  if (piece.kind !== 'text') return piece.markdown
  const first = (piece.first && firstOf(piece.text)) || ''
  const last = (piece.last && piece.text !== first && lastOf(piece.text)) || ''
  const middle = escapeInline(piece.text.slice(first.length, piece.text.length - last.length))
  return (first && asReference(first)) + middle + (last && asReference(last))
}
