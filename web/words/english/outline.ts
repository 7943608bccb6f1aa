/** The contents of the document, and how long it is. */
export const outlineWords = {
  contents: {
    label: 'Contents',
    open: 'Show contents',
    close: 'Close contents',
    none: 'No headings yet. Add some and they appear here.',
  },

  counts: {
    label: 'Word count',
    words: (words: number, written: string) => `${written} ${words === 1 ? 'word' : 'words'}`,
    selected: (selected: string, all: string) => `${selected} of ${all}`,
    selection: 'Selected',
    whole: 'Total',
    wordsName: 'Words',
    characters: 'Characters',
    withoutSpaces: 'Without spaces',
    reading: 'Reading time',
    minutes: (minutes: number) => `${minutes} min`,
  },
} as const
