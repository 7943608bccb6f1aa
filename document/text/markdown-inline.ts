import type { Mark, Node } from 'prosemirror-model'
import {
  codeSpan,
  destination,
  escapeCell,
  escapeEdges,
  escapeHeading,
  escapeLine,
  escapeName,
} from './markdown-escapes.ts'
import { delimiter, isEmphasis, joinPieces, type Piece, syntax, text } from './markdown-pieces.ts'
import { tagOf } from './markdown-tags.ts'

const AUTOLINK = /^[a-z][a-z0-9+.-]{1,31}:[^<>\s]*$/i
const REACH_LIMIT = 64

/** How a hard break is written where the line stands. */
type LineBreak = '\\\n' | '<br>' | ' '

/** The lines of Markdown of a paragraph: more than one where it holds hard breaks, '' alone when it is empty. */
export function paragraphLines(paragraph: Node): string[] {
  // Markdown has no hard break at the end of a block.
  const leaves = [...paragraph.children]
  while (leaves.at(-1)?.type.name === 'hard_break') leaves.pop()
  const lines = inlineMarkdown(leaves, '\\\n').split('\n').map(escapeLine)
  return leaves[0]?.type.name === 'image' ? lines.map(withoutWidth) : lines
}

/** Behind a picture that is alone on its line, words in such braces would be its width. */
function withoutWidth(line: string): string {
  return line.replace(/\)\{width=(?=\d+(?:px)?\}$)/, ')\\{width=')
}

/** The one line of Markdown of a table's cell, or of a part of it. A hard break is `<br>`. */
export function cellLine(textblock: Node): string {
  return escapeCell(inlineMarkdown(textblock.children, '<br>'))
}

/** The one line of Markdown of a section's summary. */
export function summaryLine(summary: Node): string {
  return escapeEdges(inlineMarkdown(summary.children, '<br>'))
}

/** A figure on its line: its caption is what Markdown calls the title. */
export function figureLine({ attrs, textContent }: Node): string {
  const { src, alt, width } = attrs as { src: string; alt: string; width: number | null }
  return `![${escapeName(alt)}]${destination(src, textContent)}${width === null ? '' : `{width=${width}}`}`
}

/** An attachment on its line; its size in bytes stands in the title. */
export function attachmentLine({ attrs }: Node): string {
  const { src, name, size } = attrs as { src: string; name: string; size: number }
  return `[${escapeName(name)}]${destination(src, size === 0 ? '' : `${size} bytes`)}`
}

/** The one line of Markdown of a heading or title, without its `#`; a hard break becomes a space. */
export function headingLine(heading: Node): string {
  return escapeHeading(inlineMarkdown(heading.children, ' '))
}

/**
 * Formats are written as a stack. Those which a leaf ends close together with all inside them, and of those
 * it begins the one that lasts longest opens first, so that little has to be closed and opened again.
 */
function inlineMarkdown(leaves: readonly Node[], lineBreak: LineBreak): string {
  const pieces: Piece[] = []
  const marks = leaves.map((_, index) => writtenMarks(leaves, index))
  let open: readonly Mark[] = []
  leaves.forEach((leaf, index) => {
    const wanted = marks[index] ?? []
    const parting = open.findIndex((mark) => !mark.isInSet(wanted))
    const kept = parting < 0 ? open : open.slice(0, parting)
    pieces.push(...closings(open.slice(kept.length)))
    const opening = wanted.filter((mark) => !mark.isInSet(kept))
    const reach = new Map(opening.map((mark) => [mark, reachOf(mark, marks, index)]))
    opening.sort((one, other) => (reach.get(other) ?? 0) - (reach.get(one) ?? 0))
    const url = plainUrl(leaf, opening, marks[index + 1] ?? [])
    if (url === undefined) {
      pieces.push(...opening.map(openPiece), leafPiece(leaf, lineBreak))
      open = [...kept, ...opening]
    } else {
      pieces.push(syntax(`<${url}>`))
      open = kept
    }
  })
  pieces.push(...closings(open))
  return joinPieces(pieces)
}

/** Those that are written around a leaf. A hard break has the formats of both its neighbours: runs hold no line's edge. */
function writtenMarks(leaves: readonly Node[], index: number): readonly Mark[] {
  const leaf = leaves[index]
  // A link cannot stand in a link.
  if (leaf?.type.name === 'document_link')
    return leaf.marks.filter((mark) => isWrapping(mark) && mark.type.name !== 'link')
  if (leaf?.type.name !== 'hard_break') return (leaf?.marks ?? []).filter(isWrapping)
  const sides = [marksBeside(leaves, index, -1), marksBeside(leaves, index, 1)]
  return leaf.marks.filter((mark) => isWrapping(mark) && sides.every((side) => mark.isInSet(side)))
}

/** The marks of the nearest leaf in one direction that is no hard break; none at the end of the block. */
function marksBeside(leaves: readonly Node[], index: number, step: 1 | -1): readonly Mark[] {
  let beside = index + step
  while (leaves[beside]?.type.name === 'hard_break') beside += step
  return leaves[beside]?.marks ?? []
}

/** Code is no wrapping, and a colour of words is not written: Markdown has none. */
function isWrapping({ type }: Mark): boolean {
  return type.name !== 'code' && type.name !== 'text_colour'
}

function reachOf(mark: Mark, marks: readonly (readonly Mark[])[], index: number): number {
  let reach = 1
  while (reach < REACH_LIMIT && mark.isInSet(marks[index + reach] ?? [])) reach++
  return reach
}

/** The URL when the leaf is a link of its own whose text is its URL: `<https://example.org>`. */
function plainUrl(leaf: Node, opening: readonly Mark[], next: readonly Mark[]): string | undefined {
  const [link] = opening
  if (opening.length !== 1 || link?.type.name !== 'link' || link.isInSet(next)) return undefined
  const { href, title } = link.attrs as { href: string; title: string }
  const isPlain = leaf.text === href && title === '' && leaf.marks.every(isWrapping)
  return isPlain && AUTOLINK.test(href) ? href : undefined
}

function openPiece(mark: Mark): Piece {
  const { name } = mark.type
  if (isEmphasis(name)) return delimiter(name, 'open')
  return syntax(name === 'link' ? '[' : `<${tagOf(name)}>`)
}

function closings(marks: readonly Mark[]): Piece[] {
  return marks.map(closePiece).reverse()
}

function closePiece(mark: Mark): Piece {
  const { name } = mark.type
  if (isEmphasis(name)) return delimiter(name, 'close')
  return syntax(
    name === 'link' ? `]${destination(mark.attrs['href'], mark.attrs['title'])}` : `</${tagOf(name)}>`,
  )
}

function leafPiece(leaf: Node, lineBreak: LineBreak): Piece {
  if (leaf.type.name === 'hard_break') return lineBreak === ' ' ? text(' ') : syntax(lineBreak)
  if (leaf.type.name === 'image') {
    const { src, alt, title } = leaf.attrs as { src: string; alt: string; title: string }
    return syntax(`![${escapeName(alt)}]${destination(src, title)}`)
  }
  if (leaf.type.name === 'document_link') {
    const { document, title } = leaf.attrs as { document: string; title: string }
    return syntax(`[${escapeName(title)}](/d/${document})`)
  }
  const words = leaf.text ?? leaf.textContent
  return leaf.marks.some((mark) => mark.type.name === 'code')
    ? syntax(codeSpan(words))
    : text(
        words,
        leaf.marks.some(({ type }) => type.name === 'link'),
      )
}
