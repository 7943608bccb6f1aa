import { BorderStyle, type IParagraphStyleOptions, ShadingType } from 'docx'

/** Faces that every Word and LibreOffice has or replaces well. */
export const TEXT_FONT = 'Calibri'
export const CODE_FONT = 'Consolas'

/** A twentieth of a point, Word's unit of length, for one step of indentation. */
export const STEP = 425

const BAR = { style: BorderStyle.SINGLE, size: 12, space: 8, color: 'B8B2A7' }

/** Styles by the names that Word itself uses, so that its gallery shows them. */
export const PARAGRAPH_STYLES: IParagraphStyleOptions[] = [
  {
    id: 'Quote',
    name: 'Quote',
    basedOn: 'Normal',
    run: { italics: true },
    paragraph: { indent: { left: STEP }, border: { left: BAR } },
  },
  {
    id: 'Code',
    name: 'Code',
    basedOn: 'Normal',
    run: { font: CODE_FONT, size: 20 },
    paragraph: { shading: { type: ShadingType.CLEAR, fill: 'F4F1EA' }, spacing: { after: 0 } },
  },
  { id: 'TableHeading', name: 'Table Heading', basedOn: 'Normal', run: { bold: true } },
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
