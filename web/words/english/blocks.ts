/** Tables, callouts, collapsible sections and code. */
export const blocksWords = {
  section: {
    fold: 'Fold this section',
    open: 'Open this section',
  },
} as const
