import type { LossTally } from '../../document/text/losses.ts'
import { bookmark, type Edit } from './word-edits.ts'
import { createListLevels } from './word-list-levels.ts'
import type { WordNumbering } from './word-numbering.ts'
import { headingOfOutline, readLeft, type WordStyle } from './word-styles.ts'
import type { WordTag } from './word-tags.ts'

/** The names of the bookmarks by which an item, its number, a further paragraph of it, and a rule get through mammoth. */
export const BULLET_MARK = 'samepage-bullet'
export const NUMBER_MARK = 'samepage-number-'
export const MORE_MARK = 'samepage-more'
export const RULE_MARK = 'samepage-rule'

/** Words may stand a little to the left of those of the item they belong to: lengths are rounded. */
const TOLERANCE = 100

/** Styles of plain text: a quote or code after an item is a block of its own. */
const PLAIN =
  /^(?:normal|standard|default|body ?text|text ?body|first paragraph|compact|no spacing|list (?:paragraph|continue|contents)(?: \d)?)?$/i

/** Styles that say what a paragraph is, whatever its place in the outline. */
const QUOTE = /^(?:quote|intense quote|quotations|block text|callout)$/i
const OTHER_KIND =
  /^(?:title|subtitle|code|html preformatted|preformatted text|source code|table heading|(?:image )?caption|(?:toc|contents) .*)$/i

/** The lists that mammoth is to read in the place of a file's own: one of bullets, one of numbers. */
const BULLETS = 1
const NUMBERS = 2
const DEEPEST = 9

/** What goes through every program as a part of the file that defines its lists: levels of bullets and of numbers. */
export const PLAIN_NUMBERING = `<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${[
  [BULLETS, 'bullet'],
  [NUMBERS, 'decimal'],
]
  .map(([id, format]) => {
    const levels = Array.from(
      { length: DEEPEST },
      (_, level) => `<w:lvl w:ilvl="${level}"><w:numFmt w:val="${format}"/></w:lvl>`,
    )
    return `<w:abstractNum w:abstractNumId="${id}">${levels.join('')}</w:abstractNum>`
  })
  .join('')}${[BULLETS, NUMBERS]
  .map((id) => `<w:num w:numId="${id}"><w:abstractNumId w:val="${id}"/></w:num>`)
  .join('')}</w:numbering>`

interface Properties {
  /** Where its content begins. */
  readonly at: number
  style?: string | undefined
  numId?: string | undefined
  level?: number | undefined
  left?: number | undefined
  outline?: number | undefined
  isDeleted?: boolean
  hasLine?: boolean
}

/** An item whose paragraph has ended, for the paragraphs that go on with it. */
interface Item {
  readonly level: number
  readonly left: number
}

interface Paragraph {
  item?: Item | undefined
  hasContent?: boolean
}

/** Sees the tags of a text one by one; `edits` are what is to change so that mammoth reads its lists right. */
export interface ParagraphReader {
  see(tag: WordTag): void
  readonly edits: Edit[]
}

/**
 * Makes one for the text of a Word file. mammoth knows a list's items but neither their numbers nor that a paragraph
 * belongs to the item before it, and headings by their names alone: so each item gets a bookmark with its number and
 * a level of `PLAIN_NUMBERING`, a paragraph that goes on with an item becomes a part of it, behind a bookmark, and
 * what is a heading by its place in the outline gets the style of one.
 */
export function createParagraphReader(
  styles: ReadonlyMap<string, WordStyle>,
  numbering: WordNumbering,
  losses: LossTally,
): ParagraphReader {
  const edits: Edit[] = []
  const open: Paragraph[] = []
  const levels = createListLevels()
  let before: (Item & { from: number; to: number }) | undefined
  let properties: Properties | undefined
  let isChange = false
  let picture = 0

  function settle(read: Properties, tag: WordTag): void {
    const paragraph = open.at(-1)
    if (!paragraph || read.isDeleted) return
    const style = styles.get(read.style ?? '')
    const name = style?.name ?? ''
    const numId = read.numId ?? style?.numId
    const level = read.level ?? numbering.levelOfStyle(numId ?? '', read.style ?? '') ?? style?.level ?? 0
    const found = numId === undefined || numId === '0' ? undefined : numbering.level(numId, level)
    const isListed = found !== undefined && numId !== undefined && found.kind !== 'unmarked'
    const number = isListed && found.kind === 'number' ? numbering.next(numId, level) : undefined
    const isQuote = QUOTE.test(name)
    const heading = isQuote || OTHER_KIND.test(name) ? undefined : headingOf(read, style)
    const first = (text: string): void => void edits.push({ from: read.at, to: read.at, text })
    if (heading) {
      if (number !== undefined) losses.add('heading-numbers')
      first(`<w:pStyle w:val="Heading${Math.min(heading, 6)}"/><w:numPr/>`)
    } else if (isListed) {
      paragraph.item = { level, left: read.left ?? found.left ?? style?.left ?? 0 }
      const depth = Math.min(levels.depthOf(level, isQuote), DEEPEST)
      const list = number === undefined ? BULLETS : NUMBERS
      if (number !== undefined && !found.isPlain) losses.add('list-numbers')
      first(`<w:numPr><w:ilvl w:val="${depth - 1}"/><w:numId w:val="${list}"/></w:numPr>`)
      const mark = bookmark(number === undefined ? BULLET_MARK : `${NUMBER_MARK}${number}`)
      edits.push({ from: tag.to, to: tag.to, text: mark })
    } else {
      const left = read.left ?? found?.left ?? style?.left ?? 0
      const isSameLevel = found === undefined || level === before?.level
      if (before && isSameLevel && PLAIN.test(name) && goesOn(left, before)) {
        edits.push({ from: before.from, to: tag.to, text: bookmark(MORE_MARK) })
        paragraph.item = before
        return
      }
      first('<w:numPr/>')
      const isRule = read.hasLine || name === 'Horizontal Line'
      if (isRule) edits.push({ from: tag.to, to: tag.to, text: bookmark(RULE_MARK) })
      paragraph.hasContent ||= isRule
    }
  }

  function seeProperty(read: Properties, tag: WordTag): void {
    const value = tag.attribute('w:val')
    if (tag.name === 'w:pStyle') read.style = value
    else if (tag.name === 'w:numId') read.numId = value
    else if (tag.name === 'w:ilvl') read.level = Number(value)
    else if (tag.name === 'w:outlineLvl') read.outline = headingOfOutline(value)
    else if (tag.name === 'w:del') read.isDeleted = true
    else if (tag.name === 'w:pBdr') read.hasLine = true
    else if (tag.name === 'w:ind') read.left = readLeft(tag.attribute('w:left') ?? tag.attribute('w:start'))
  }

  function seeParagraph(tag: WordTag): void {
    if (tag.kind === 'open') {
      open.push({})
      return
    }
    const ended = tag.kind === 'close' ? open.pop() : undefined
    before = ended?.item && { ...ended.item, from: tag.from, to: tag.to }
    if (ended?.hasContent && !ended.item) levels.end()
  }

  return {
    edits,
    see(tag) {
      if (tag.name === 'w:pPrChange') isChange = tag.kind === 'open'
      else if (isChange) return
      else if (tag.name === 'w:pPr') {
        if (tag.kind === 'close' && properties) settle(properties, tag)
        properties = tag.kind === 'open' ? { at: tag.to } : undefined
      } else if (properties) seeProperty(properties, tag)
      else if (tag.name === 'w:p') seeParagraph(tag)
      else if (tag.name === 'v:rect' && tag.attribute('o:hr') === 't') {
        edits.push({ from: picture, to: picture, text: bookmark(RULE_MARK) })
      } else if (CONTENT.test(tag.name)) {
        if (tag.name === 'w:pict') picture = tag.from
        for (const paragraph of open) paragraph.hasContent = true
      } else if (BESIDE_LISTS.test(tag.name)) {
        before = undefined
        if (!SEE_THROUGH.test(tag.name)) levels.end()
      }
    },
  }
}

/** What gives a paragraph a line of its own. */
const CONTENT =
  /^(?:w:(?:t|tab|br|cr|sym|pict|drawing|object|noBreakHyphen|softHyphen|footnoteReference|endnoteReference)|m:t)$/
const BESIDE_LISTS = /^w:(?:tbl|tc|txbxContent|footnote|endnote|sectPr|sdt|customXml)$/
/** What stands around paragraphs and is no part of what they look like. */
const SEE_THROUGH = /^w:(?:sectPr|sdt|customXml)$/

/** The level of a heading, from 1; undefined for what is none. What a paragraph says of itself comes before its style. */
function headingOf({ outline }: Properties, style: WordStyle | undefined): number | undefined {
  const isNamed = /^heading \d$/i.test(style?.name ?? '')
  return (isNamed ? style?.heading : (outline ?? style?.heading)) || undefined
}

/** True for words that stand as far to the right as those of the item before them. */
function goesOn(left: number, item: Item): boolean {
  return item.left > 0 && left >= item.left - TOLERANCE
}
