import type { LossTally } from '../../document/text/losses.ts'
import { createDrawingReader } from './word-drawings.ts'
import { type Edit, edited } from './word-edits.ts'
import { createElementReader } from './word-elements.ts'
import { createFieldReader } from './word-fields.ts'
import { createFormatReader } from './word-formats.ts'
import { createFormulaReader } from './word-formulas.ts'
import type { WordNumbering } from './word-numbering.ts'
import { createParagraphReader } from './word-paragraphs.ts'
import type { WordStyle } from './word-styles.ts'
import { wordTags } from './word-tags.ts'

const CONTENTS = /^(?:toc|contents|verzeichnis) ?\d$/i

/** What the texts of a file have in common. */
export interface StoryContext {
  readonly styles: ReadonlyMap<string, WordStyle>
  readonly numbering: WordNumbering
  readonly losses: LossTally
}

/** One text of a Word file, its body or its notes, made ready for mammoth. */
export function prepareStory(written: string, { styles, numbering, losses }: StoryContext): string {
  const xml = chooseAlternatives(written)
  const readers = [
    createFormulaReader(xml, losses),
    createParagraphReader(styles, numbering, losses),
    createFormatReader(styles),
    createElementReader(xml, losses),
    createDrawingReader(xml, losses),
    createFieldReader(xml),
  ]
  let alternatives = 0
  let hasContents = false
  for (const tag of wordTags(xml)) {
    // What mammoth reads is the other part, of which this one is the newer form.
    if (tag.name === 'mc:Choice') alternatives += tag.kind === 'open' ? 1 : -1
    if (alternatives > 0) continue
    for (const reader of readers) reader.see(tag)
    hasContents ||=
      tag.name === 'w:pStyle' && CONTENTS.test(styles.get(tag.attribute('w:val') ?? '')?.name ?? '')
  }
  losses.add('contents', hasContents ? 1 : 0)
  return edited(
    xml,
    readers.flatMap(({ edits }) => edits),
  )
}

/** The first form of what has no form for older programs is what they are given: else nobody would read it. */
function chooseAlternatives(xml: string): string {
  const edits: Edit[] = []
  const open: { choices: Edit[]; hasFallback: boolean }[] = []
  for (const tag of wordTags(xml)) {
    const around = open.at(-1)
    if (tag.name === 'mc:AlternateContent') {
      if (tag.kind === 'open') open.push({ choices: [], hasFallback: false })
      else if (tag.kind === 'close' && open.pop()?.hasFallback === false)
        edits.push(...(around?.choices ?? []))
    } else if (tag.name === 'mc:Fallback' && around) {
      if (tag.kind === 'open') around.hasFallback = true
    } else if (tag.name === 'mc:Choice' && around && around.choices.length < 2) {
      const text = tag.kind === 'close' ? '</mc:Fallback>' : '<mc:Fallback>'
      around.choices.push({ from: tag.from, to: tag.to, text })
    }
  }
  return edited(xml, edits)
}
