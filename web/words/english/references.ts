/** People and documents that a text refers to. */
export const referenceWords = {
  references: {
    label: 'People and documents',
    people: 'People',
    documents: 'Documents',
    emoji: 'Emoji',
    gone: 'This document no longer exists.',
  },
} as const
