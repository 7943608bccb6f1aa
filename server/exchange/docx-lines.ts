import { CheckBox, ExternalHyperlink, type IRunOptions, ShadingType, TextRun } from 'docx'
import type { Mark, Node } from 'prosemirror-model'
import { isRightToLeft } from '../../document/schema/alignment.ts'
import { HIGHLIGHT_SHADES, TEXT_SHADES } from '../../document/schema/colour-shades.ts'
import { isTextColour } from '../../document/schema/colours.ts'
import { directedParts } from './docx-direction.ts'
import type { DocxContext, Inline } from './docx-out.ts'
import { pictureRun } from './docx-pictures.ts'
import { CODE_FONT } from './docx-styles.ts'

/** The box before a task. */
export function taskBox(isChecked: boolean): Inline[] {
  const box = new CheckBox({
    checked: isChecked,
    checkedState: { value: '2612', font: 'MS Gothic' },
    uncheckedState: { value: '2610', font: 'MS Gothic' },
  })
  return [box, new TextRun(' ')]
}

/** The content of a textblock. */
export function lineOf(textblock: Node, context: DocxContext, more: IRunOptions = {}): Inline[] {
  const isRight = isRightToLeft(textblock.textContent)
  return textblock.children.flatMap((leaf) => leafOf(leaf, context, { more, isRight }))
}

/** Lines of code, parted by breaks. */
export function codeLines(text: string): Inline[] {
  return text
    .split('\n')
    .map((line, index) => new TextRun({ text: line, ...(index > 0 ? { break: 1 } : {}) }))
}

/** A link with its words, as Word shows links. */
export function linkOf(href: string, words: string, { base }: DocxContext): Inline {
  return new ExternalHyperlink({
    link: absolute(href, base),
    children: [new TextRun({ text: words, style: 'Hyperlink' })],
  })
}

/** What is true of all of a line. */
interface Line {
  readonly more: IRunOptions
  readonly isRight: boolean
}

function leafOf(leaf: Node, context: DocxContext, { more, isRight }: Line): Inline[] {
  if (leaf.type.name === 'hard_break') return [new TextRun({ break: 1 })]
  if (leaf.type.name === 'image') {
    const { src, alt } = leaf.attrs as { src: string; alt: string }
    return [pictureRun(src, alt, null, context) ?? linkOf(src, alt || src, context)]
  }
  if (leaf.type.name === 'document_link')
    return [linkOf(`/d/${leaf.attrs['document']}`, leaf.textContent, context)]
  const link = leaf.marks.find(({ type }) => type.name === 'link')
  const isCode = leaf.marks.some(({ type }) => type.name === 'code')
  const text = leaf.text ?? leaf.textContent
  const parts = isCode ? [{ text, isRightToLeft: false }] : directedParts(text, isRight)
  const runs = parts.map(
    (part) =>
      new TextRun({
        ...more,
        ...(isCode ? { style: 'VerbatimChar' } : {}),
        ...formatsOf(leaf),
        text: part.text,
        ...(part.isRightToLeft ? { rightToLeft: true } : {}),
        ...(link ? { style: 'Hyperlink' } : {}),
      }),
  )
  if (!link) return runs
  return [new ExternalHyperlink({ link: absolute(link.attrs['href'], context.base), children: runs })]
}

function formatsOf({ marks }: Node): IRunOptions {
  const names = new Set(marks.map(({ type }) => type.name))
  return {
    ...(names.has('strong') ? { bold: true } : {}),
    ...(names.has('em') ? { italics: true } : {}),
    ...(names.has('underline') ? { underline: {} } : {}),
    ...(names.has('strike') ? { strike: true } : {}),
    ...(names.has('code') ? { font: CODE_FONT } : {}),
    ...(names.has('superscript') ? { superScript: true } : {}),
    ...(names.has('subscript') ? { subScript: true } : {}),
    ...colourOf(marks),
  }
}

/** Shades of our own, which Word's fifteen highlighters do not have. */
function colourOf(marks: readonly Mark[]): IRunOptions {
  const named = (name: string) => marks.find(({ type }) => type.name === name)?.attrs['colour'] as unknown
  const [text, ground] = [named('text_colour'), named('highlight')]
  const fill = isTextColour(ground) ? HIGHLIGHT_SHADES[ground][0].slice(1) : undefined
  return {
    ...(isTextColour(text) ? { color: TEXT_SHADES[text][0].slice(1) } : {}),
    ...(fill ? { shading: { type: ShadingType.CLEAR, color: 'auto', fill } } : {}),
  }
}

function absolute(href: string, base: string): string {
  return URL.canParse(href, base) ? new URL(href, base).href : href
}
