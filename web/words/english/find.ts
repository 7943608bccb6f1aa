/** Looking for words in the document, and replacing them. */
export const findWords = {
  find: {
    label: 'Find and replace',
    text: 'Find',
    replacement: 'Replace with',
    showReplace: 'Replace…',
    matchCase: 'Match case',
    wholeWord: 'Whole words',
    isRegExp: 'Regular expression',
    previous: 'Previous',
    next: 'Next',
    close: 'Close',
    replace: 'Replace',
    replaceAll: 'Replace all',
    count: (at: number, of: number, hasMore: boolean) => `${at} of ${of}${hasMore ? '+' : ''}`,
    none: 'No matches',
    invalid: 'Not a valid expression yet',
    slow: 'This expression takes too long',
    missing: 'Couldn’t load the search',
    replaced: (replaced: number, left: number) => `${replaced} replaced${left > 0 ? `, ${left} left` : ''}`,
  },
} as const
