import type { LossTally } from '../../document/text/losses.ts'
import { readWordNumbering } from './word-numbering.ts'
import { PLAIN_NUMBERING } from './word-paragraphs.ts'
import { prepareStory } from './word-story.ts'
import { readWordStyles } from './word-styles.ts'
import { wordTags } from './word-tags.ts'

/**
 * The parts of a Word file, with its text and its notes made ready for mammoth: lists with their numbers, headings,
 * colours and alignment, formulas as their letters. Counts what mammoth leaves out without a word.
 */
export function prepareWord(parts: ReadonlyMap<string, Buffer>, losses: LossTally): Map<string, Buffer> {
  const prepared = new Map(parts)
  const styles = readWordStyles(textOf(parts, 'styles', 'word/styles.xml'))
  const lists = partOf(parts, 'numbering', 'word/numbering.xml')
  const numbering = readWordNumbering(parts.get(lists)?.toString('utf8') ?? '', styles)
  for (const [kind, usual] of STORIES) {
    const name = partOf(parts, kind, usual)
    const xml = parts.get(name)?.toString('utf8')
    if (xml !== undefined) prepared.set(name, Buffer.from(prepareStory(xml, { styles, numbering, losses })))
  }
  if (parts.has(lists)) prepared.set(lists, Buffer.from(PLAIN_NUMBERING))
  losses.add('headers', headersOf(parts))
  return prepared
}

const STORIES = [
  ['document.main', 'word/document.xml'],
  ['footnotes', 'word/footnotes.xml'],
  ['endnotes', 'word/endnotes.xml'],
] as const

/** The name of the part that the table of contents of the archive says is of this kind. */
function partOf(parts: ReadonlyMap<string, Buffer>, kind: string, usual: string): string {
  for (const tag of wordTags(
    `${parts.get('[Content_Types].xml') ?? ''}`.replace(/<(\/?)Override\b/g, '<$1t:Override'),
  )) {
    if (tag.attribute('ContentType')?.includes(`.${kind}+xml`))
      return tag.attribute('PartName')?.slice(1) ?? usual
  }
  return usual
}

function textOf(parts: ReadonlyMap<string, Buffer>, kind: string, usual: string): string {
  return parts.get(partOf(parts, kind, usual))?.toString('utf8') ?? ''
}

/** How many headers and footers have text. */
function headersOf(parts: ReadonlyMap<string, Buffer>): number {
  let count = 0
  for (const [name, content] of parts)
    if (
      /^word\/(?:header|footer)\d*\.xml$/.test(name) &&
      /<w:t[ >][^<]*[^<\s]/.test(content.toString('utf8'))
    )
      count += 1
  return count
}
