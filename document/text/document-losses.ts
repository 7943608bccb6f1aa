import type { Node } from 'prosemirror-model'
import { unreachable } from '../unreachable.ts'
import { createLossTally, type Loss, type LossTally } from './losses.ts'
import { columnAlignments, isHeaded } from './markdown-table-out.ts'

/** The formats in which a document can leave as a file. */
export type FileFormat = 'markdown' | 'html' | 'text' | 'docx'

/**
 * What a file of this format does not hold of a document; empty when it holds all of it. `isHeld` says of a picture on
 * this server that the file has it; those in a file of Word are told by whoever writes it.
 */
export function lossesOf(
  doc: Node,
  format: FileFormat,
  isHeld: (src: string) => boolean = () => format === 'docx',
): Loss[] {
  const tally = createLossTally()
  doc.descendants((node, _position, parent, index) => {
    noteFile(node, tally, isHeld)
    switch (format) {
      case 'markdown':
        return inMarkdown(node, parent, index, tally)
      case 'html':
        return true
      case 'text':
        return inText(node, tally)
      case 'docx':
        return inWord(node, tally)
      default:
        return unreachable(format)
    }
  })
  return tally.list()
}

/** A file on this server is found by its address only while the reader can reach the server. */
function noteFile({ type, attrs }: Node, tally: LossTally, isHeld: (src: string) => boolean): void {
  const { src } = attrs as { src?: string }
  const isPicture = type.name === 'figure' || type.name === 'image'
  if (src?.startsWith('/') && !(isPicture && isHeld(src))) tally.add('files-on-server')
}

function inMarkdown(node: Node, parent: Node | null, index: number, tally: LossTally): boolean {
  if (!parent || !isCell(parent)) noteAlignment(node, tally)
  // Markdown marks words, and says no colour.
  if (
    node.marks.some(
      ({ type, attrs }) => 'colour' in attrs && !(type.name === 'highlight' && attrs['colour'] === 'yellow'),
    )
  )
    tally.add('colours')
  switch (node.type.name) {
    case 'mention':
      tally.add('mentions')
      break
    case 'paragraph':
      if (parent && parent.childCount > 1 && node.childCount === 0 && !isCell(parent))
        tally.add('empty-paragraphs')
      break
    case 'hard_break':
      if (parent && !isBreakKept(parent, index)) tally.add('line-breaks')
      break
    case 'figure':
      if (node.children.some(({ marks }) => marks.length > 0)) tally.add('captions')
      break
    case 'table':
      noteTable(node, tally)
  }
  return true
}

function isCell({ type }: Node): boolean {
  return type.name === 'table_cell' || type.name === 'table_header'
}

/** A break at the end of a paragraph means nothing in Markdown, and a heading is one line. */
function isBreakKept(textblock: Node, index: number): boolean {
  if (textblock.type.name === 'heading') return false
  return textblock.type.name !== 'paragraph' || index < textblock.childCount - 1
}

function noteTable(table: Node, tally: LossTally): void {
  let isWide = false
  // Asked once: for each cell it would be the square of a wide row.
  const hasHeader = isHeaded(table)
  const isHeaderKept = table.childCount === 1 || table.firstChild?.textContent !== ''
  const columns = columnAlignments(table)
  table.forEach((row, _offset, rowIndex) => {
    row.forEach((cell, _cellOffset, column) => {
      for (const { attrs } of cell.children)
        if (attrs['align'] && (attrs['align'] !== columns[column] || attrs['align'] === 'justify'))
          tally.add('alignment')
      const { colspan, rowspan, colwidth } = cell.attrs
      isWide ||= colwidth !== null
      if (colspan > 1 || rowspan > 1) tally.add('merged-cells')
      if (cell.childCount > 1 || cell.firstChild?.type.name !== 'paragraph') tally.add('cell-blocks')
      const isInHeader = rowIndex === 0 && hasHeader
      if (cell.type.name === 'table_header' && !(isInHeader && isHeaderKept)) tally.add('header-cells')
    })
  })
  if (isWide) tally.add('column-widths')
}

function noteAlignment({ attrs }: Node, tally: LossTally): void {
  if (attrs['align']) tally.add('alignment')
}

function inText(node: Node, tally: LossTally): boolean {
  noteAlignment(node, tally)
  if (node.marks.some(({ type }) => type.name === 'link')) tally.add('links')
  if (node.marks.some(({ type }) => type.name !== 'link')) tally.add('formats')
  switch (node.type.name) {
    case 'image':
    case 'figure':
      tally.add('pictures')
      break
    case 'document_link':
    case 'attachment':
      tally.add('links')
      break
    case 'mention':
      tally.add('mentions')
      break
    case 'title':
    case 'text':
    case 'paragraph':
    case 'hard_break':
    case 'list_item':
    case 'task_item':
    case 'table_row':
    case 'table_cell':
    case 'table_header':
    case 'summary':
      break
    default:
      tally.add('layout')
  }
  return true
}

function inWord(node: Node, tally: LossTally): boolean {
  if (node.type.name === 'mention') tally.add('mentions')
  return true
}
