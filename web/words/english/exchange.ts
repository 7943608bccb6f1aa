/** So many of something, in words. */
const so = (one: string, many: string) => (count: number) => (count === 1 ? `1 ${one}` : `${count} ${many}`)

/** Files that come in and go out, and what a format does not hold. */
export const exchangeWords = {
  exchange: {
    making: 'Making the Word file',
    notMade: 'The Word file could not be made: only the server can write it, and it does not answer.',
    savedBut: (losses: string) => `Downloaded. Not in the file: ${losses}.`,
    importHeading: 'Imported files',
    uploading: (percent: number) => `Uploading: ${percent} %`,
    reading: 'Reading',
    waiting: 'Waiting',
    open: 'Open',
    close: 'Close',
    whole: 'Imported',
    lost: (losses: string) => `Imported. Not in the document: ${losses}.`,
    reasons: {
      unreadable: 'Not imported: the file is damaged, or of another kind than its name says.',
      large: 'Not imported: the file is too large for one document.',
      unknown: 'Not imported: this kind of file cannot be read.',
      failed: 'Not imported: the server does not answer. Try again in a moment.',
    },
  },

  losses: {
    mentions: so('mention, which is plain text there', 'mentions, which are plain text there'),
    'merged-cells': so('merged cell', 'merged cells'),
    'cell-blocks': so('table cell with more than a line', 'table cells with more than a line'),
    'header-cells': so('header cell', 'header cells'),
    'column-widths': so('table’s column widths', 'tables’ column widths'),
    captions: so('caption’s formats', 'captions’ formats'),
    'empty-paragraphs': so('empty paragraph', 'empty paragraphs'),
    'line-breaks': so('line break', 'line breaks'),
    formats: so('format', 'formats'),
    colours: so('colour of words', 'colours of words'),
    'text-alignment': so('paragraph’s alignment', 'paragraphs’ alignment'),
    links: so('link’s address', 'links’ addresses'),
    pictures: so('picture', 'pictures'),
    layout: so('block’s layout', 'blocks’ layout'),
    'files-on-server': so('picture or file, only linked', 'pictures or files, only linked'),
    alignment: so('table’s alignment', 'tables’ alignment'),
    'deep-headings': so('heading below level 3, now level 3', 'headings below level 3, now level 3'),
    'refused-addresses': so('unsafe address', 'unsafe addresses'),
    elements: so('element without a place in a document', 'elements without a place in a document'),
    depth: so('block nested too deeply', 'blocks nested too deeply'),
    'word-features': so('feature of Word', 'features of Word'),
    'large-pictures': so('picture that is too large', 'pictures that are too large'),
  },
} as const
