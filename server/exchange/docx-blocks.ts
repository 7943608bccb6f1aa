import {
  AlignmentType,
  BorderStyle,
  type FileChild,
  HeadingLevel,
  type IParagraphOptions,
  type ITableOptions,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { Node } from 'prosemirror-model'
import { type Alignment, isAlignment, isRightToLeft } from '../../document/schema/alignment.ts'
import { columnWidths, tableWidth } from '../../document/schema/table-nodes.ts'
import { codeLines, lineOf, linkOf, taskBox } from './docx-lines.ts'
import type { DocxContext, Inline } from './docx-out.ts'
import { pictureRun } from './docx-pictures.ts'
import { HANGING, LINE, STEP } from './docx-styles.ts'

const HEADINGS = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3]
const DEEPEST_LIST = 8

/** A CSS pixel is a 96th of an inch, Word's unit of length a 1,440th. */
const TWIPS_PER_PIXEL = 15

/** How wide the text of a page of A4 is between Word's own margins. */
const TEXT_WIDTH = 9_026

/** Where a block stands. */
interface Place {
  /** Lists around it. */
  readonly depth?: number
  /** Steps that all of it is moved in. */
  readonly indent?: number
  /** The style of the quote or callout around it. */
  readonly style?: string
  /** What only the first paragraph of an item or callout gets. */
  readonly first?: { readonly options?: Partial<IParagraphOptions>; readonly before?: readonly Inline[] }
}

/** A block as paragraphs and tables of Word. */
export function blocksOf(block: Node, context: DocxContext, place: Place): FileChild[] {
  switch (block.type.name) {
    case 'title':
      return [
        new Paragraph({
          heading: HeadingLevel.TITLE,
          ...standingOf(block),
          children: lineOf(block, context),
        }),
      ]
    case 'heading':
      return [
        textOf(block, context, place, {
          heading: HEADINGS[block.attrs['level'] - 1] ?? HeadingLevel.HEADING_3,
        }),
      ]
    case 'code_block':
      return [paragraph(codeLines(block.textContent), place, { style: 'SourceCode' })]
    case 'horizontal_rule':
      return [
        paragraph([], place, { border: { bottom: { style: BorderStyle.SINGLE, size: 6, color: 'B8B2A7' } } }),
      ]
    case 'blockquote':
      return within(block.children, context, { ...place, style: 'Quote', indent: (place.indent ?? 0) + 1 })
    case 'callout':
      return calloutOf(block, context, place)
    case 'details':
      return detailsOf(block, context, place)
    case 'bullet_list':
    case 'ordered_list':
    case 'task_list':
      return listOf(block, context, place)
    case 'table':
      return [tableOf(block, context), new Paragraph({})]
    case 'figure':
      return figureOf(block, context, place)
    case 'attachment':
      return [paragraph([linkOf(block.attrs['src'], block.attrs['name'], context)], place)]
    default:
      return [textOf(block, context, place)]
  }
}

/** Blocks one after another: only the first gets what is the first one's. */
function within(blocks: readonly Node[], context: DocxContext, { first, ...rest }: Place): FileChild[] {
  return blocks.flatMap((block, index) =>
    blocksOf(block, context, index === 0 && first ? { ...rest, first } : rest),
  )
}

function textOf(
  block: Node,
  context: DocxContext,
  place: Place,
  options: Partial<IParagraphOptions> = {},
): Paragraph {
  return paragraph(lineOf(block, context), place, { ...options, ...standingOf(block) })
}

const ALIGNMENTS = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
  justify: AlignmentType.BOTH,
} as const satisfies Record<Alignment, string>

/** From right to left, Word calls the sides of a line by where it begins. */
const RIGHT_ALIGNMENTS = { ...ALIGNMENTS, left: AlignmentType.END, right: AlignmentType.START } as const

/** How the lines of a block stand, and their direction, which the page shows by their letters. */
function standingOf({ attrs, textContent }: Node): Partial<IParagraphOptions> {
  const { align } = attrs
  const isRight = isRightToLeft(textContent)
  const names = isRight ? RIGHT_ALIGNMENTS : ALIGNMENTS
  return {
    ...(isRight ? { bidirectional: true } : {}),
    ...(isAlignment(align) ? { alignment: names[align] } : {}),
  }
}

function paragraph(
  children: readonly Inline[],
  { indent = 0, style, first }: Place,
  options: Partial<IParagraphOptions> = {},
): Paragraph {
  const isMoved = indent > 0 && first?.options === undefined
  // A paragraph has one style, and a heading's is its level.
  const isPlain = options.style === undefined && options.heading === undefined
  return new Paragraph({
    ...(style && isPlain ? { style } : {}),
    ...(isMoved ? { indent: { left: STEP * indent } } : {}),
    ...options,
    ...first?.options,
    children: [...(first?.before ?? []), ...children],
  })
}

function calloutOf(block: Node, context: DocxContext, place: Place): FileChild[] {
  const kind = String(block.attrs['kind'])
  const label = new TextRun({ text: `${kind.charAt(0).toUpperCase()}${kind.slice(1)}: `, bold: true })
  return within(block.children, context, {
    ...place,
    style: 'Callout',
    indent: (place.indent ?? 0) + 1,
    first: { ...place.first, before: [...(place.first?.before ?? []), label] },
  })
}

/** Word folds nothing: the summary stands above, in bold. */
function detailsOf(block: Node, context: DocxContext, place: Place): FileChild[] {
  const [summary, ...blocks] = block.children
  const { first: _first, ...rest } = place
  const head = summary
    ? [paragraph(lineOf(summary, context, { bold: true }), place, standingOf(summary))]
    : []
  return [...head, ...within(blocks, context, { ...rest, indent: (place.indent ?? 0) + 1 })]
}

function listOf(list: Node, context: DocxContext, place: Place): FileChild[] {
  const depth = Math.min(place.depth ?? 0, DEEPEST_LIST)
  const kind =
    list.type.name === 'ordered_list' ? 'ordered' : list.type.name === 'task_list' ? 'task' : 'bullet'
  const start = kind === 'ordered' ? Number(list.attrs['order']) : 1
  const { reference, instance } = context.numbering.add(kind, start, depth)
  const indent = (place.indent ?? 0) + 1
  // Where it stands in a quote, all of it is further in than its level says.
  const moved = indent > depth + 1 ? { indent: { left: STEP * indent, hanging: HANGING } } : {}
  return list.children.flatMap((item) =>
    within(item.children, context, {
      depth: depth + 1,
      indent,
      style: place.style ?? 'ListParagraph',
      first: {
        options: { numbering: { reference, level: depth, instance }, ...moved },
        before: kind === 'task' ? taskBox(item.attrs['checked'] === true) : [],
      },
    }),
  )
}

function figureOf(figure: Node, context: DocxContext, place: Place): FileChild[] {
  const { src, alt, width } = figure.attrs as { src: string; alt: string; width: number | null }
  const picture = pictureRun(src, alt, width, context) ?? linkOf(src, alt || src, context)
  const shown = paragraph([picture], place, figure.content.size > 0 ? { keepNext: true } : {})
  if (figure.content.size === 0) return [shown]
  return [
    shown,
    new Paragraph({ style: 'Caption', ...standingOf(figure), children: lineOf(figure, context) }),
  ]
}

function tableOf(table: Node, context: DocxContext): Table {
  // Word repeats the first rows on each page, as many as are headers.
  let isHeader = true
  return new Table({
    ...widthsOf(table),
    borders: {
      top: LINE,
      bottom: LINE,
      left: LINE,
      right: LINE,
      insideHorizontal: LINE,
      insideVertical: LINE,
    },
    rows: table.children
      .filter((row) => row.childCount > 0)
      .map((row) => {
        isHeader &&= row.children.every(({ type }) => type.name === 'table_header')
        return new TableRow({
          ...(isHeader ? { tableHeader: true } : {}),
          cantSplit: true,
          children: row.children.map((cell) => cellOf(cell, context)),
        })
      }),
  })
}

/** The widths that somebody gave the columns, no wider than the page in all; else all of the page. */
function widthsOf(table: Node): Pick<ITableOptions, 'width' | 'columnWidths' | 'layout'> {
  const widths = columnWidths(table)
  if (widths.length === 0) return { width: { size: 100, type: WidthType.PERCENTAGE } }
  const scale = Math.min(TWIPS_PER_PIXEL, TEXT_WIDTH / tableWidth(widths))
  const size = Math.round(tableWidth(widths) * scale)
  const columns = widths.map((width) => Math.round(tableWidth([width]) * scale))
  return {
    width: { size, type: WidthType.DXA },
    columnWidths: columns,
    layout: TableLayoutType.FIXED,
  }
}

function cellOf(cell: Node, context: DocxContext): TableCell {
  const isHeader = cell.type.name === 'table_header'
  const { colspan, rowspan } = cell.attrs as { colspan: number; rowspan: number }
  const children = cell.children.flatMap((block) =>
    isHeader && block.type.name === 'paragraph'
      ? [new Paragraph({ style: 'TableHeading', ...standingOf(block), children: lineOf(block, context) })]
      : (blocksOf(block, context, { style: 'TableContents' }) as Paragraph[]),
  )
  return new TableCell({
    columnSpan: colspan,
    rowSpan: rowspan,
    children,
    ...(isHeader ? { shading: { fill: 'F4F1EA' } } : {}),
    margins: { top: 60, bottom: 60, left: 100, right: 100 },
  })
}
