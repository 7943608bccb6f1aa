import {
  BorderStyle,
  type ICharacterStyleOptions,
  type IParagraphStyleOptions,
  type IStylesOptions,
  LineRuleType,
  ShadingType,
} from 'docx'

/** Faces that every Word and LibreOffice has or replaces well. */
const TEXT_FONT = 'Calibri'
export const CODE_FONT = 'Consolas'

/** A twentieth of a point, Word's unit of length, for one step of indentation. */
export const STEP = 425

/** How far the mark of an item stands to the left of its words. */
export const HANGING = 360

/** The lines of a table. */
export const LINE = { style: BorderStyle.SINGLE, size: 4, color: 'B8B2A7' }

const heading = (size: number, before: number) => ({
  run: { size, bold: true, color: '2B2822' },
  paragraph: { spacing: { before, after: 100 }, keepNext: true, keepLines: true },
})

/** The styles that every file has. Sizes are half points, lengths twentieths of a point. */
export const DEFAULT_STYLES: NonNullable<IStylesOptions['default']> = {
  document: {
    run: { font: TEXT_FONT, size: 22 },
    paragraph: { spacing: { after: 140, line: 276, lineRule: LineRuleType.AUTO } },
  },
  title: { run: { size: 48, bold: true, color: '2B2822' }, paragraph: { spacing: { after: 280 } } },
  heading1: heading(32, 360),
  heading2: heading(27, 300),
  heading3: heading(23, 240),
  listParagraph: { paragraph: { spacing: { after: 80 } } },
}

/** Pandoc's own name for code in a line: Word has none. */
export const CHARACTER_STYLES: ICharacterStyleOptions[] = [
  { id: 'VerbatimChar', name: 'Verbatim Char', run: { font: CODE_FONT } },
]

const BAR = { style: BorderStyle.SINGLE, size: 12, space: 8, color: 'B8B2A7' }

/** Styles by the names that Word, LibreOffice and Pandoc use, so that they know what is meant. */
export const PARAGRAPH_STYLES: IParagraphStyleOptions[] = [
  {
    id: 'Quote',
    name: 'Quote',
    basedOn: 'Normal',
    run: { italics: true },
    paragraph: { indent: { left: STEP }, border: { left: BAR } },
  },
  {
    id: 'SourceCode',
    name: 'Source Code',
    basedOn: 'Normal',
    run: { font: CODE_FONT, size: 20 },
    paragraph: {
      shading: { type: ShadingType.CLEAR, fill: 'F4F1EA' },
      spacing: { line: 250, lineRule: LineRuleType.AUTO },
    },
  },
  { id: 'TableContents', name: 'Table Contents', basedOn: 'Normal', paragraph: { spacing: { after: 0 } } },
  { id: 'TableHeading', name: 'Table Heading', basedOn: 'TableContents', run: { bold: true } },
  {
    id: 'Caption',
    name: 'Caption',
    basedOn: 'Normal',
    run: { italics: true, size: 18, color: '5F5A52' },
  },
  {
    id: 'Callout',
    name: 'Callout',
    basedOn: 'Normal',
    paragraph: {
      shading: { type: ShadingType.CLEAR, fill: 'F4F1EA' },
      border: { left: { ...BAR, color: '8A5A2B' } },
      indent: { left: STEP },
    },
  },
]
