/** The contents of the document, and how long it is. */
export const outlineWords = {
  contents: {
    label: 'Contents',
    open: 'Show contents',
    close: 'Close contents',
    none: 'There are no headings yet. They make the contents.',
  },

  counts: {
    label: 'How long the text is',
    words: (words: number, written: string) => `${written} ${words === 1 ? 'word' : 'words'}`,
    selected: (selected: string, all: string) => `${selected} of ${all}`,
    selection: 'Selected',
    whole: 'In all',
    wordsName: 'Words',
    characters: 'Characters',
    withoutSpaces: 'Without spaces',
    reading: 'Time to read',
    minutes: (minutes: number) => `${minutes} min`,
  },
} as const
