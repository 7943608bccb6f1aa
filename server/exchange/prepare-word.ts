import type { LossTally } from '../../document/text/losses.ts'
import { createFormatReader } from './word-formats.ts'
import { readWordNumbering } from './word-numbering.ts'
import { createParagraphReader, type Edit } from './word-paragraphs.ts'
import { readWordStyles } from './word-styles.ts'
import { type WordTag, wordTags } from './word-tags.ts'

const CONTENTS = /^(?:toc|contents|verzeichnis) ?\d$/i

/**
 * The parts of a Word file, with its text made ready for mammoth: lists with their numbers, colours and
 * alignment, formulas as their letters. Counts what mammoth leaves out without a word.
 */
export function prepareWord(parts: ReadonlyMap<string, Buffer>, losses: LossTally): Map<string, Buffer> {
  const prepared = new Map(parts)
  const main = partOf(parts, 'document.main', 'word/document.xml')
  const xml = parts.get(main)?.toString('utf8')
  if (xml === undefined) return prepared
  const styles = readWordStyles(textOf(parts, 'styles', 'word/styles.xml'))
  const numbering = readWordNumbering(textOf(parts, 'numbering', 'word/numbering.xml'), styles)
  const paragraphs = createParagraphReader(styles, numbering, losses)
  const formulas = createFormulaReader(xml, losses)
  const formats = createFormatReader(styles)
  let alternatives = 0
  let hasContents = false
  for (const tag of wordTags(xml)) {
    // What mammoth reads is the other part, of which this one is the newer form.
    if (tag.name === 'mc:Choice') alternatives += tag.kind === 'open' ? 1 : -1
    if (alternatives > 0) continue
    formulas.see(tag)
    paragraphs.see(tag)
    formats.see(tag)
    countLoss(tag, losses)
    hasContents ||=
      tag.name === 'w:pStyle' && CONTENTS.test(styles.get(tag.attribute('w:val') ?? '')?.name ?? '')
  }
  losses.add('contents', hasContents ? 1 : 0)
  losses.add('headers', headersOf(parts))
  prepared.set(main, Buffer.from(edited(xml, [...paragraphs.edits, ...formulas.edits, ...formats.edits])))
  return prepared
}

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

function countLoss(tag: WordTag, losses: LossTally): void {
  if (tag.kind === 'close') return
  if (tag.name === 'w:commentReference') losses.add('comments')
  else if (tag.name === 'c:chart' || tag.name === 'dgm:relIds') losses.add('elements')
  // One without content says it of a paragraph's end or a row.
  else if (/^w:(?:ins|del|moveFrom)$/.test(tag.name) && tag.kind === 'open') losses.add('tracked-changes')
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

/** Formulas are no part of what mammoth reads: each becomes its letters and signs, in a run of its own. */
function createFormulaReader(xml: string, losses: LossTally) {
  const edits: Edit[] = []
  let outer: { name: string; from: number } | undefined
  return {
    edits,
    see(tag: WordTag): void {
      if (tag.kind === 'open' && /^m:oMath(?:Para)?$/.test(tag.name))
        outer ??= { name: tag.name, from: tag.from }
      if (tag.kind !== 'close' || tag.name !== outer?.name) return
      const { from } = outer
      outer = undefined
      const letters = [...xml.slice(from, tag.to).matchAll(/<m:t(?:\s[^<>]*)?>([^<]*)<\/m:t>/g)]
      const text = letters.map(([, one]) => one).join('')
      if (text === '') return
      losses.add('formulas')
      edits.push({ from, to: tag.to, text: `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>` })
    },
  }
}

/** The text after the edits; where two overlap, the wider one counts. */
function edited(xml: string, edits: readonly Edit[]): string {
  const sorted = [...edits].sort((one, other) => one.from - other.from || other.to - one.to)
  const pieces: string[] = []
  let at = 0
  for (const { from, to, text } of sorted) {
    if (from < at) continue
    pieces.push(xml.slice(at, from), text)
    at = to
  }
  return [...pieces, xml.slice(at)].join('')
}
