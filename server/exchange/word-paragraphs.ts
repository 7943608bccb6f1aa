import type { LossTally } from '../../document/text/losses.ts'
import type { WordNumbering } from './word-numbering.ts'
import { readLeft, type WordStyle } from './word-styles.ts'
import type { WordTag } from './word-tags.ts'

/** The names of the bookmarks by which a number, a further paragraph of an item, and a rule get through mammoth. */
export const NUMBER_MARK = 'samepage-number-'
export const MORE_MARK = 'samepage-more'
export const RULE_MARK = 'samepage-rule'

/** Words may stand a little to the left of those of the item they belong to: lengths are rounded. */
const TOLERANCE = 100

/** Styles of plain text: a quote or code after an item is a block of its own. */
const PLAIN =
  /^(?:normal|standard|default|body ?text|text ?body|first paragraph|compact|no spacing|list (?:paragraph|continue|contents)(?: \d)?)?$/i
const HEADING = /^heading \d$/i

/** A replacement in the text of a part. */
export interface Edit {
  readonly from: number
  readonly to: number
  readonly text: string
}

interface Properties {
  style?: string | undefined
  numId?: string | undefined
  level?: number | undefined
  left?: number | undefined
  isDeleted?: boolean
  hasLine?: boolean
  numbering?: { from: number; to: number }
}

/** An item whose paragraph has ended, for the paragraphs that go on with it. */
interface Item {
  readonly level: number
  readonly left: number
}

interface Paragraph {
  item?: Item | undefined
}

/** Sees the tags of a text one by one; `edits` are what is to change so that mammoth reads its lists right. */
export interface ParagraphReader {
  see(tag: WordTag): void
  readonly edits: Edit[]
}

/**
 * Makes one for the text of a Word file. mammoth knows a list's items but neither their numbers nor that a paragraph
 * belongs to the item before it: so each numbered paragraph gets a bookmark with its number, and a paragraph
 * that goes on with an item becomes a part of it, behind a bookmark.
 */
export function createParagraphReader(
  styles: ReadonlyMap<string, WordStyle>,
  numbering: WordNumbering,
  losses: LossTally,
): ParagraphReader {
  const edits: Edit[] = []
  const open: Paragraph[] = []
  let before: (Item & { from: number; to: number }) | undefined
  let properties: Properties | undefined
  let isChange = false
  let picture = 0

  function settle(read: Properties, tag: WordTag): void {
    const paragraph = open.at(-1)
    if (!paragraph || read.isDeleted) return
    const style = styles.get(read.style ?? '')
    const numId = read.numId ?? style?.numId
    const level = read.level ?? numbering.levelOfStyle(numId ?? '', read.style ?? '') ?? style?.level ?? 0
    const found = numId === undefined || numId === '0' ? undefined : numbering.level(numId, level)
    if (found && numId !== undefined && found.kind !== 'unmarked') {
      const bookmarks: string[] = []
      const number = found.kind === 'number' ? numbering.next(numId, level) : 0
      if (HEADING.test(style?.name ?? '')) {
        losses.add('heading-numbers', found.kind === 'number' ? 1 : 0)
        return
      }
      if (found.kind === 'number') bookmarks.push(bookmark(`${NUMBER_MARK}${number}`))
      const isOwn = read.numId !== undefined && read.level !== undefined
      const told = isOwn ? '' : `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${numId}"/></w:numPr>`
      if (!isOwn && read.numbering) edits.push({ ...read.numbering, text: '' })
      edits.push({ from: tag.from, to: tag.to, text: `${told}</w:pPr>${bookmarks.join('')}` })
      paragraph.item = { level, left: read.left ?? found.left ?? style?.left ?? 0 }
      return
    }
    const left = read.left ?? found?.left ?? style?.left ?? 0
    const isSameLevel = found === undefined || level === before?.level
    if (before && isSameLevel && PLAIN.test(style?.name ?? '') && goesOn(left, before)) {
      edits.push({ from: before.from, to: tag.to, text: bookmark(MORE_MARK) })
      paragraph.item = before
    } else {
      if (read.numbering) edits.push({ ...read.numbering, text: '' })
      const isRule = read.hasLine || style?.name === 'Horizontal Line'
      if (isRule) edits.push({ from: tag.to, to: tag.to, text: bookmark(RULE_MARK) })
    }
  }

  function seeProperty(read: Properties, tag: WordTag): void {
    const value = tag.attribute('w:val')
    if (tag.name === 'w:pStyle') read.style = value
    else if (tag.name === 'w:numId') read.numId = value
    else if (tag.name === 'w:ilvl') read.level = Number(value)
    else if (tag.name === 'w:del') read.isDeleted = true
    else if (tag.name === 'w:pBdr') read.hasLine = true
    else if (tag.name === 'w:ind') read.left = readLeft(tag.attribute('w:left') ?? tag.attribute('w:start'))
    else if (tag.name !== 'w:numPr' || tag.kind === 'empty') return
    else if (tag.kind === 'open') read.numbering = { from: tag.from, to: tag.to }
    else if (read.numbering) read.numbering.to = tag.to
  }

  return {
    edits,
    see(tag) {
      if (tag.name === 'w:pPrChange') isChange = tag.kind === 'open'
      else if (isChange) return
      else if (tag.name === 'w:pPr') {
        if (tag.kind === 'close' && properties) settle(properties, tag)
        properties = tag.kind === 'open' ? {} : undefined
      } else if (properties) seeProperty(properties, tag)
      else if (tag.name === 'w:p') {
        if (tag.kind === 'open') open.push({})
        else before = tag.kind === 'close' ? ended(open.pop(), tag) : undefined
      } else if (tag.name === 'w:pict') picture = tag.from
      else if (tag.name === 'v:rect' && tag.attribute('o:hr') === 't') {
        edits.push({ from: picture, to: picture, text: bookmark(RULE_MARK) })
      } else if (/^w:(?:tbl|tc|txbxContent|sectPr|sdt)$/.test(tag.name)) before = undefined
    },
  }
}

function ended(paragraph: Paragraph | undefined, { from, to }: WordTag) {
  return paragraph?.item && { ...paragraph.item, from, to }
}

/** True for words that stand as far to the right as those of the item before them. */
function goesOn(left: number, item: Item): boolean {
  return item.left > 0 && left >= item.left - TOLERANCE
}

function bookmark(name: string): string {
  return `<w:bookmarkStart w:id="0" w:name="${name}"/>`
}
