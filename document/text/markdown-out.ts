import type { Node } from 'prosemirror-model'
import { fenceFor } from './markdown-escapes.ts'
import { attachmentLine, figureLine, headingLine, paragraphLines, summaryLine } from './markdown-inline.ts'
import { tableLines } from './markdown-table-out.ts'

const LAST_NUMBER = 999_999_999

/**
 * A document as Markdown, ending with one newline. `parseMarkdown` reads the same document back, but for what
 * Markdown cannot hold; `markdownLosses` counts it. The title is a leading `# `; an empty one is written only where the body
 * begins with a heading of level 1, which would be taken for it.
 *
 * It has its own writer because prosemirror-markdown's joins neighbouring lists and loses emphasis that
 * touches letters or spaces.
 */
export function toMarkdown(doc: Node): string {
  const [title, ...blocks] = doc.children
  const [first] = visible(blocks)
  const heading = title ? headingLine(title) : ''
  const isMistakable = first?.type.name === 'heading' && first.attrs['level'] === 1
  const top = heading !== '' || isMistakable ? [headed('#', heading)] : []
  const body = blocks.every(isEmpty) ? [] : contentLines(blocks, { avoid: '', isTight: false })
  return `${[...top, ...(top.length > 0 && body.length > 0 ? [''] : []), ...body].join('\n')}\n`
}

function headed(sign: string, words: string): string {
  return words === '' ? sign : `${sign} ${words}`
}

/** Where blocks stand: `avoid` is the marker of the item that they begin, '' outside of lists. */
interface Place {
  readonly avoid: string
  readonly isTight: boolean
}

function contentLines(blocks: readonly Node[], { avoid, isTight }: Place): string[] {
  const lines: string[] = []
  let taken = avoid
  visible(blocks).forEach((block, index) => {
    if (index > 0 && !isTight) lines.push('')
    const marker = markerOf(block, taken)
    for (const line of blockLines(block, marker, index === 0 && avoid !== '')) lines.push(line)
    taken = marker
  })
  return lines
}

/** Without the empty paragraphs, which Markdown cannot hold; one stays where there is nothing else. */
function visible(blocks: readonly Node[]): readonly Node[] {
  const full = blocks.filter((block) => !isEmpty(block))
  return full.length > 0 ? full : blocks.slice(0, 1)
}

function isEmpty(block: Node): boolean {
  return block.type.name === 'paragraph' && block.children.every((leaf) => leaf.type.name === 'hard_break')
}

/**
 * What a list's items begin with, '' for other blocks. Two lists in a row would be read as one, and a list
 * that begins an item as a rule (`- - -`), if they had the same marker.
 */
function markerOf(block: Node, taken: string): string {
  if (block.type.name === 'ordered_list') return taken === '.' ? ')' : '.'
  if (block.type.name === 'bullet_list' || block.type.name === 'task_list') return taken === '-' ? '*' : '-'
  return ''
}

function blockLines(block: Node, marker: string, isFirstInItem: boolean): string[] {
  switch (block.type.name) {
    case 'heading':
      return [headed('#'.repeat(Number(block.attrs['level'])), headingLine(block))]
    case 'code_block':
      return codeLines(block)
    case 'horizontal_rule':
      return [isFirstInItem ? '___' : '---']
    case 'blockquote':
      return contentLines(block.children, { avoid: '', isTight: false }).map((line) => headed('>', line))
    case 'bullet_list':
    case 'ordered_list':
    case 'task_list':
      return listLines(block, marker)
    case 'table':
      return tableLines(block)
    case 'callout':
      return calloutLines(block)
    case 'details':
      return detailsLines(block)
    case 'figure':
      return [figureLine(block)]
    case 'attachment':
      return [attachmentLine(block)]
    default:
      if (block.isTextblock || block.isLeaf) return paragraphLines(block)
      return contentLines(block.children, { avoid: '', isTight: false })
  }
}

function codeLines(block: Node): string[] {
  const code = block.textContent
  const fence = fenceFor(code)
  return [`${fence}${block.attrs['language']}`, ...(code === '' ? [] : code.split('\n')), fence]
}

/** GitHub's alert: a quote whose first line names the kind. */
function calloutLines(callout: Node): string[] {
  const kind = `[!${String(callout.attrs['kind']).toUpperCase()}]`
  const lines = contentLines(callout.children, { avoid: '', isTight: false })
  const [first] = visible(callout.children)
  const inside = first?.type.name === 'paragraph' ? (isEmpty(first) ? [] : lines) : ['', ...lines]
  return [kind, ...inside].map((line) => headed('>', line))
}

function detailsLines(details: Node): string[] {
  const [summary, ...blocks] = details.children
  const lines = blocks.every(isEmpty) ? [] : contentLines(blocks, { avoid: '', isTight: false })
  const head = `<summary>${summary ? summaryLine(summary) : ''}</summary>`
  return ['<details>', head, '', ...lines, ...(lines.length > 0 ? [''] : []), '</details>']
}

function listLines(list: Node, marker: string): string[] {
  const lines: string[] = []
  const isTight = isTightList(list)
  list.forEach((item, _offset, index) => {
    if (index > 0 && !isTight) lines.push('')
    const number = Math.min(Number(list.attrs['order']) + index, LAST_NUMBER)
    const bullet = list.type.name === 'ordered_list' ? `${number}${marker}` : marker
    const indent = ' '.repeat(bullet.length + 1)
    itemLines(item, { avoid: marker, isTight }).forEach((line, row) => {
      if (row === 0) lines.push(headed(bullet, line))
      else lines.push(line === '' ? '' : indent + line)
    })
  })
  return lines
}

function itemLines(item: Node, place: Place): string[] {
  const lines = contentLines(item.children, place)
  if (item.type.name !== 'task_item') return lines
  const box = item.attrs['checked'] === true ? '[x]' : '[ ]'
  // Only a paragraph can stand on the line of its box.
  if (visible(item.children)[0]?.type.name !== 'paragraph') return [box, '', ...lines]
  const [first = '', ...rest] = lines
  return [headed(box, first), ...rest]
}

/** True when the items can follow each other without empty lines: a paragraph each, and maybe such a list. */
function isTightList(list: Node): boolean {
  return list.children.every((item) => {
    const [first, second, third] = visible(item.children)
    if (first?.type.name !== 'paragraph' || third) return false
    return second === undefined || (interruptsParagraph(second) && isTightList(second))
  })
}

/** CommonMark takes a list for more text of the paragraph above it, unless it begins with 1 and with words. */
function interruptsParagraph(list: Node): boolean {
  const [first] = list.firstChild?.children ?? []
  if (list.type.name === 'ordered_list' && list.attrs['order'] !== 1) return false
  return list.type.name.endsWith('_list') && first !== undefined && !isEmpty(first)
}
