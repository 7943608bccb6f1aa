import { wordTags } from './word-tags.ts'

/** What a paragraph has from its style. Lengths are twentieths of a point, Word's unit. */
export interface WordStyle {
  readonly name: string
  readonly numId: string | undefined
  readonly level: number | undefined
  /** How far its lines are moved in. */
  readonly left: number | undefined
  /** How its lines stand, in Word's words. */
  readonly align: string | undefined
  /** The level of the headings that have it, from 1: by its name or its place in the outline, or those of its base. */
  readonly heading: number | undefined
}

interface WrittenStyle {
  id: string
  name: string
  basedOn?: string | undefined
  numId?: string | undefined
  level?: number | undefined
  left?: number | undefined
  align?: string | undefined
  heading?: number | undefined
}

/** The styles of a Word file by their ids, each with what it has from the style that it is based on. */
export function readWordStyles(xml: string): ReadonlyMap<string, WordStyle> {
  const written = new Map<string, WrittenStyle>()
  let style: WrittenStyle | undefined
  for (const tag of wordTags(xml)) {
    const value = tag.attribute('w:val')
    if (tag.name === 'w:style') {
      style = tag.kind === 'open' ? { id: tag.attribute('w:styleId') ?? '', name: '' } : undefined
      if (style) written.set(style.id, style)
    } else if (!style || tag.kind === 'close') continue
    else if (tag.name === 'w:name') {
      style.name = value ?? ''
      style.heading = headingOfName(style.name) ?? style.heading
    } else if (tag.name === 'w:basedOn') style.basedOn = value
    else if (tag.name === 'w:numId') style.numId = value
    else if (tag.name === 'w:ilvl') style.level = Number(value)
    else if (tag.name === 'w:jc') style.align = value
    else if (tag.name === 'w:outlineLvl') style.heading ??= headingOfOutline(value)
    else if (tag.name === 'w:ind') style.left = readLeft(tag.attribute('w:left') ?? tag.attribute('w:start'))
  }
  return new Map([...written.values()].map((each) => [each.id, inherited(each, written)]))
}

/** A length in twentieths of a point; undefined when none is told. */
export function readLeft(text: string | undefined): number | undefined {
  const length = Number(text ?? Number.NaN)
  return Number.isFinite(length) ? length : undefined
}

/** The level of a heading by its place in the outline, which counts from 0; 0 for text, which has none. */
export function headingOfOutline(text: string | undefined): number | undefined {
  const level = Number(text ?? Number.NaN)
  if (!Number.isInteger(level) || level < 0) return undefined
  return level < 9 ? level + 1 : 0
}

function headingOfName(name: string): number | undefined {
  const level = /^heading ([1-9])$/i.exec(name)?.[1]
  return level === undefined ? undefined : Number(level)
}

function inherited(style: WrittenStyle, all: ReadonlyMap<string, WrittenStyle>): WordStyle {
  const { name } = style
  let { numId, level, left, align, heading } = style
  const seen = new Set([style.id])
  let base = all.get(style.basedOn ?? '')
  while (base && !seen.has(base.id)) {
    seen.add(base.id)
    numId ??= base.numId
    level ??= base.level
    left ??= base.left
    align ??= base.align
    heading ??= base.heading
    base = all.get(base.basedOn ?? '')
  }
  return { name, numId, level, left, align, heading: heading || undefined }
}
