import type { Node } from 'prosemirror-model'
import { titleOf } from '../schema/schema.ts'

/**
 * A document as plain text, ending with one newline: the title, an empty line, then the text of every block
 * in reading order, without list markers or quote signs. Top-level blocks are parted by an empty line; the
 * paragraphs inside one list or quote follow each other line by line. A hard break is a newline, an image
 * its alternative text, a rule nothing; an empty paragraph stays as an empty line. The row of a table is one
 * line, its cells parted by tabs, so that a spreadsheet reads it; a figure is its alternative text and caption.
 */
export function toPlainText(doc: Node): string {
  return `${titleOf(doc)}\n\n${toBodyText(doc)}\n`
}

/** The same without the title and the last newline. */
export function toBodyText(doc: Node): string {
  const [, ...blocks] = doc.children
  return blocks.map(toBlockText).join(BETWEEN_BLOCKS)
}

/** What stands between the texts of two top-level blocks. */
export const BETWEEN_BLOCKS = '\n\n'

/** One top-level block of it. */
export function toBlockText(block: Node): string {
  return textLines(block).join('\n')
}

/** The text of each textblock inside the block, itself included. */
function textLines(block: Node): string[] {
  if (block.type.name === 'table_row') return [block.children.map(cellText).join('\t')]
  if (block.type.name === 'figure') return [String(block.attrs['alt']), inlineText(block)].filter(Boolean)
  if (block.isTextblock) return [inlineText(block)]
  if (block.isLeaf) return [block.textContent]
  return block.children.flatMap(textLines)
}

function cellText(cell: Node): string {
  return textLines(cell)
    .join(' ')
    .replace(/[\n\t]+/g, ' ')
}

function inlineText(textblock: Node): string {
  return textblock.children.map(leafText).join('')
}

function leafText(leaf: Node): string {
  if (leaf.isText) return leaf.text ?? ''
  if (leaf.type.name === 'hard_break') return '\n'
  return leaf.textContent
}
