import type { AttributeSpec } from 'prosemirror-model'
import { must } from './attributes.ts'
import type { ParsedElement } from './element.ts'

/** How the lines of a block stand; null: as its writing begins, which is left, or right in Hebrew and Arabic. */
export const ALIGNMENTS = ['left', 'center', 'right', 'justify'] as const
export type Alignment = (typeof ALIGNMENTS)[number]

/** True for an alignment that has a name. */
export function isAlignment(value: unknown): value is Alignment {
  return ALIGNMENTS.some((alignment) => alignment === value)
}

/** The attribute of the blocks whose lines can be aligned. */
export const align: AttributeSpec = {
  default: null,
  validate: must('align', (value) => value === null || isAlignment(value)),
}

/** The class by which the page shows an alignment. */
export function alignHtml(alignment: unknown): Record<string, string> {
  return isAlignment(alignment) ? { class: `align-${alignment}` } : {}
}

/** The alignment that an element's class tells. */
export function readAlign(element: ParsedElement): Alignment | null {
  const name = /(?:^|\s)align-(\w+)/.exec(element.getAttribute('class') ?? '')?.[1]
  return isAlignment(name) ? name : null
}

/** What an alignment is for a text: null where the text stands so by itself. */
export function alignmentFor(alignment: Alignment, text: string): Alignment | null {
  return alignment === (isRightToLeft(text) ? 'right' : 'left') ? null : alignment
}

/** True for a text that runs from right to left, as `dir="auto"` judges: by the first letter that has a direction. */
export function isRightToLeft(text: string): boolean {
  return /^\P{L}*[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(
    text,
  )
}
