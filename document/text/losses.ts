import type { LossTold } from '../protocol/documents.ts'

/**
 * What a format cannot carry, by name. Writing: what the file lacks. Reading: what the document lacks. The
 * sentences for people are `LOSS_SENTENCES` here and the browser's own words.
 */
export type LossKind = keyof typeof LOSS_SENTENCES

/** One kind of loss and how often it happened. */
export interface Loss {
  readonly kind: LossKind
  readonly count: number
}

/** English sentences for programs and logs, each for one and for many. */
export const LOSS_SENTENCES = {
  mentions: ['1 mention became plain text', '# mentions became plain text'],
  'merged-cells': ['1 merged cell was taken apart', '# merged cells were taken apart'],
  'cell-blocks': ['1 table cell was put on one line', '# table cells were put on one line'],
  'header-cells': ['1 header cell became an ordinary cell', '# header cells became ordinary cells'],
  'column-widths': [
    'the column widths of 1 table were left out',
    'the column widths of # tables were left out',
  ],
  captions: ['the formats of 1 caption were left out', 'the formats of # captions were left out'],
  'empty-paragraphs': ['1 empty paragraph was left out', '# empty paragraphs were left out'],
  'line-breaks': ['1 line break was left out', '# line breaks were left out'],
  formats: ['the formats of 1 piece of text were left out', 'the formats of # pieces of text were left out'],
  colours: ['the colour of 1 piece of text was left out', 'the colours of # pieces of text were left out'],
  alignment: [
    'the alignment of 1 paragraph or heading was left out',
    'the alignment of # paragraphs or headings was left out',
  ],
  links: ['the address of 1 link was left out', 'the addresses of # links were left out'],
  pictures: ['1 picture was left out', '# pictures were left out'],
  'hidden-pictures': [
    '1 picture is not shown, because its address is not whole',
    '# pictures are not shown, because their addresses are not whole',
  ],
  'dead-links': ['1 link leads to something that is not here', '# links lead to things that are not here'],
  'note-links': ['1 link to another note became plain text', '# links to other notes became plain text'],
  embeds: ['1 embedded note or file was left out', '# embedded notes or files were left out'],
  'block-names': [
    'the name for links of 1 paragraph was left out',
    'the names for links of # paragraphs were left out',
  ],
  'task-states': [
    '1 task had a state of its own and is to do',
    '# tasks had states of their own and are to do',
  ],
  footnotes: ['1 footnote was put at the end', '# footnotes were put at the end'],
  layout: ['1 block lost its layout', '# blocks lost their layout'],
  'files-on-server': [
    '1 picture or file stays on the server and is only linked',
    '# pictures or files stay on the server and are only linked',
  ],
  'linked-pictures': ['1 picture is only linked', '# pictures are only linked'],
  'deep-headings': ['1 heading was raised to level 3', '# headings were raised to level 3'],
  'refused-addresses': ['1 address was not safe to keep', '# addresses were not safe to keep'],
  buttons: ['1 button was left out', '# buttons were left out'],
  elements: ['1 element has no place in a document', '# elements have no place in a document'],
  depth: [
    '1 block was nested too deeply and was taken out of what held it',
    '# blocks were nested too deeply and were taken out of what held them',
  ],
  'word-features': ['1 feature of Word was left out', '# features of Word were left out'],
  symbols: ['1 symbol of a special typeface was left out', '# symbols of special typefaces were left out'],
  charts: ['1 chart was left out', '# charts were left out'],
  diagrams: ['1 diagram was left out', '# diagrams were left out'],
  drawings: ['1 drawing was left out', '# drawings were left out'],
  'embedded-files': ['1 file within the file was left out', '# files within the file were left out'],
  'picture-sizes': ['the size of 1 picture was left out', 'the sizes of # pictures were left out'],
  comments: ['1 comment was left out', '# comments were left out'],
  'tracked-changes': ['1 tracked change was taken as accepted', '# tracked changes were taken as accepted'],
  formulas: ['1 formula became plain text', '# formulas became plain text'],
  properties: ['1 property of the file was left out', '# properties of the file were left out'],
  hidden: ['1 hidden part was left out', '# hidden parts were left out'],
  headers: ['1 header or footer of pages was left out', '# headers and footers of pages were left out'],
  'heading-numbers': ['the number of 1 heading was left out', 'the numbers of # headings were left out'],
  'list-numbers': [
    'the number of 1 list item is of another kind',
    'the numbers of # list items are of another kind',
  ],
  contents: ['1 table of contents was left out', '# tables of contents were left out'],
  encoding: [
    'the file does not say how its letters are encoded, which was guessed',
    '# files do not say how their letters are encoded, which was guessed',
  ],
  characters: ['1 character could not be read', '# characters could not be read'],
  'large-pictures': ['1 picture was too large to keep', '# pictures were too large to keep'],
} as const satisfies Record<string, readonly [string, string]>

/** Counts losses while something is read or written. */
export interface LossTally {
  add(kind: LossKind, count?: number): void
  /** In the order in which their kinds were first met. */
  list(): Loss[]
}

/** Makes an empty one. */
export function createLossTally(): LossTally {
  const counts = new Map<LossKind, number>()
  return {
    add: (kind, count = 1) => void (count > 0 && counts.set(kind, (counts.get(kind) ?? 0) + count)),
    list: () => [...counts].map(([kind, count]) => ({ kind, count })),
  }
}

/** Notes one loss in the environment of a Markdown parse, where somebody listens. */
export function noteLoss(environment: { losses?: LossTally }, kind: LossKind): void {
  environment.losses?.add(kind)
}

/** A loss as an English sentence without its full stop. */
export function lossSentence({ kind, count }: Loss): string {
  const [one, many] = LOSS_SENTENCES[kind]
  return count === 1 ? one : many.replace('#', String(count))
}

/** Losses as an answer tells them. */
export function tellLosses(losses: readonly Loss[]): LossTold[] {
  return losses.map((loss) => ({ ...loss, message: lossSentence(loss) }))
}

/** Losses as an HTTP field, a dictionary of RFC 9651: `mentions=2, merged-cells=1`. */
export function lossField(losses: readonly Loss[]): string {
  return losses.map(({ kind, count }) => `${kind}=${count}`).join(', ')
}
