/** Looking for words in the document, and replacing them. */
export const findWords = {
  find: {
    label: 'Find and replace',
    text: 'Find',
    replacement: 'Replace with',
    showReplace: 'Show replacing',
    matchCase: 'Match case',
    wholeWord: 'Whole words',
    isRegExp: 'Regular expression',
    previous: 'Previous',
    next: 'Next',
    close: 'Close',
    replace: 'Replace',
    replaceAll: 'Replace all',
    count: (at: number, of: number, hasMore: boolean) => `${at} of ${of}${hasMore ? '+' : ''}`,
    none: 'Nothing found',
    invalid: 'Not a regular expression yet',
    slow: 'This expression takes too long',
    missing: 'The search could not be loaded',
    replaced: (replaced: number, left: number) =>
      `${replaced} replaced${left > 0 ? `, ${left} still there` : ''}`,
  },
} as const
