/** The document's menu. */
export const menuWords = {
  menu: {
    label: 'More',
    find: 'Find and replace…',
    contents: 'Contents',
    counts: 'Word count',
    displaced: 'Displaced text…',
    markdown: 'Download as Markdown',
    html: 'Download as HTML',
    docx: 'Download as Word',
    text: 'Download as plain text',
    print: 'Print or save as PDF…',
    copy: 'Copy all as Markdown',
    typography: 'Curly quotes and dashes',
    shortcuts: 'Keyboard shortcuts',
    connection: 'Check my connection',
    copied: 'Copied as Markdown',
    copiedPlain: 'Copied as plain text: the Markdown writer could not be loaded',
    savedPlain: 'Downloaded as plain text: the writer for this format could not be loaded',
    notCopied: 'This browser does not let the page copy. Download it instead.',
    notYet: 'The document is still opening.',
  },
} as const
