import { escapeText } from './markdown-escapes.ts'

/**
 * A part of a line of Markdown. `text` is words still to be escaped; `syntax` is final; a `delimiter` begins or ends
 * emphasis and is only understood in the right company: elsewhere it becomes a tag.
 */
export type Piece = Text | Syntax | Delimiter
type Text = { readonly kind: 'text'; readonly text: string; readonly isInLink: boolean }
type Syntax = { readonly kind: 'syntax'; readonly markdown: string }
type Delimiter = {
  readonly kind: 'delimiter'
  readonly mark: EmphasisName
  readonly side: 'open' | 'close'
  markdown: string
}

const TAGS = { strong: 'b', em: 'i', strike: 's' } as const
const DELIMITERS = { strong: '**', em: '*', strike: '~~' } as const

/** The marks that are written with delimiter runs. */
export type EmphasisName = keyof typeof DELIMITERS

/** True for the name of a mark that is written with delimiter runs. */
export function isEmphasis(name: string): name is EmphasisName {
  return name in DELIMITERS
}

/** Words to be escaped. */
export function text(words: string, isInLink = false): Piece {
  return { kind: 'text', text: words, isInLink }
}

/** Markdown that is final as it stands. */
export function syntax(markdown: string): Piece {
  return { kind: 'syntax', markdown }
}

/** The beginning or the end of emphasis. */
export function delimiter(mark: EmphasisName, side: 'open' | 'close'): Piece {
  return { kind: 'delimiter', mark, side, markdown: DELIMITERS[mark] }
}

/**
 * Joins pieces to Markdown in which every delimiter is read as what it is. Spaces at the edges of emphasis, which would
 * keep it from being read, stand outside of it. Changes the pieces.
 */
export function joinPieces(written: readonly Piece[]): string {
  const pieces = joinTexts(moveSpaces(joinTexts(written)))
  partStars(pieces)
  tagWhereNeeded(pieces)
  const dollars = pieces.reduce((sum, piece) => sum + countDollars(piece), 0)
  return pieces.map((piece, index) => besideLink(markdownOf(piece, dollars > 1), pieces[index + 1])).join('')
}

function countDollars(piece: Piece): number {
  return (piece.kind === 'text' ? piece.text : piece.markdown).split('$').length - 1
}

/** Neighbouring words as one: what they would be read as together counts. */
function joinTexts(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = []
  for (const piece of pieces) {
    const last = joined.at(-1)
    if (piece.kind === 'text' && last?.kind === 'text' && piece.isInLink === last.isInLink)
      joined[joined.length - 1] = { ...piece, text: last.text + piece.text }
    else if (piece.kind !== 'text' || piece.text !== '') joined.push(piece)
  }
  return joined
}

/** Puts spaces that emphasis begins or ends with before it or behind it; emphasis of nothing but spaces goes. */
function moveSpaces(pieces: readonly Piece[]): Piece[] {
  return moveBack([...moveBack([...pieces], 'open').reverse()], 'close').reverse()
}

/**
 * Goes through pieces in one direction: spaces behind delimiters of this side (of the reading direction) go before
 * them. Where words were nothing else, the delimiters behind them are looked at as if nothing had been there.
 */
function moveBack(pieces: readonly Piece[], side: Delimiter['side']): Piece[] {
  const moved: Piece[] = []
  for (const piece of pieces) {
    const last = moved.at(-1)
    if (
      piece.kind === 'delimiter' &&
      piece.side !== side &&
      last?.kind === 'delimiter' &&
      last.side === side
    ) {
      // Nothing is left between the two.
      moved.pop()
      continue
    }
    const isAtEdge = last?.kind === 'delimiter' && last.side === side
    if (piece.kind !== 'text' || !isAtEdge) {
      if (isAtEdge && isBreak(piece)) moved.splice(runStart(moved, side), 0, piece)
      else moved.push(piece)
      continue
    }
    // `trimStart` and `trimEnd` look at no character twice.
    const rest = side === 'open' ? piece.text.trimStart() : piece.text.trimEnd()
    const spaces =
      side === 'open' ? piece.text.slice(0, piece.text.length - rest.length) : piece.text.slice(rest.length)
    if (spaces !== '') moved.splice(runStart(moved, side), 0, { ...piece, text: spaces })
    if (rest !== '') moved.push({ ...piece, text: rest })
  }
  return moved
}

/** The end of a line is a space to what begins or ends beside it. */
function isBreak(piece: Piece): boolean {
  return piece.kind === 'syntax' && (piece.markdown === '\\\n' || piece.markdown === '<br>')
}

function runStart(pieces: readonly Piece[], side: Delimiter['side']): number {
  let at = pieces.length
  for (
    let before = pieces[at - 1];
    before?.kind === 'delimiter' && before.side === side;
    before = pieces[at - 1]
  )
    at--
  return at
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

/** Writes the emphasis as tags whose delimiters would not be read as what they are. */
function tagWhereNeeded(pieces: readonly Piece[]): void {
  const unchecked = pieces.map((_, index) => index)
  const partners = partnersOf(pieces)
  for (let index = unchecked.pop(); index !== undefined; index = unchecked.pop()) {
    const piece = pieces[index]
    if (piece?.kind !== 'delimiter' || piece.markdown.startsWith('<') || isFlanking(pieces, index, piece))
      continue
    const partner = partners.get(index)
    for (const at of [index, partner]) {
      const one = at === undefined ? undefined : pieces[at]
      if (one?.kind !== 'delimiter' || at === undefined) continue
      one.markdown = `<${one.side === 'close' ? '/' : ''}${TAGS[one.mark]}>`
      // A tag is another neighbour for the delimiters around it.
      unchecked.push(at - 1, at + 1)
    }
  }
}

function partnersOf(pieces: readonly Piece[]): Map<number, number> {
  const partners = new Map<number, number>()
  const open: number[] = []
  pieces.forEach((piece, index) => {
    if (piece.kind !== 'delimiter') return
    if (piece.side === 'open') open.push(index)
    const begin = piece.side === 'close' ? open.pop() : undefined
    if (begin === undefined) return
    partners.set(begin, index)
    partners.set(index, begin)
  })
  return partners
}

/**
 * CommonMark reads a run as opening or closing by the characters on its two sides: none inside may be a space,
 * and where the inside is no letter, the outside must be a space or a punctuation sign (for `_` always).
 */
function isFlanking(pieces: readonly Piece[], index: number, { side, markdown }: Delimiter): boolean {
  const after = { piece: pieces[index + 1], edge: 'first' } as const
  const before = { piece: pieces[index - 1], edge: 'last' } as const
  const [inside, outside] = side === 'open' ? [after, before] : [before, after]
  const letter = plainCharacter(inside)
  if (letter !== undefined && /\s/.test(letter)) return false
  if (markdown !== '_' && letter !== undefined && /[\p{L}\p{N}]/u.test(letter)) return true
  const neighbour = plainCharacter(outside)
  return neighbour === undefined || /[ \t\n\u00a0!-/:-@[-`{-~]/.test(neighbour)
}

/** The text character on this edge of a piece; undefined for syntax, or no piece at all. */
function plainCharacter({ piece, edge }: { piece: Piece | undefined; edge: 'first' | 'last' }) {
  if (piece?.kind !== 'text') return undefined
  return edge === 'first' ? firstOf(piece.text) : lastOf(piece.text)
}

function firstOf(words: string): string | undefined {
  return [...words.slice(0, 2)].at(0)
}

function lastOf(words: string): string | undefined {
  return [...words.slice(-2)].at(-1)
}

function markdownOf(piece: Piece, hasDollars: boolean): string {
  if (piece.kind !== 'text') return piece.markdown
  return escapeText(piece.text, { isInLink: piece.isInLink, hasDollars })
}
