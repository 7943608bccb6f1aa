/** The text itself. */
export const editorWords = {
  editor: {
    label: 'Document text',
    emptyTitle: 'Untitled',
    emptyText: 'Start writing, type / for blocks, or paste Markdown…',
    taskDone: 'Done',
    imageOf: (alt: string) => alt || 'Picture',
    draggedIsGone: 'Someone else deleted or moved what you were dragging.',
  },

  section: {
    hint: 'Section',
    fold: 'Fold this section',
    open: 'Open this section',
  },

  outOfBounds: {
    size: 'That is too much for one document: it holds 2,000,000 characters and 100,000 blocks.',
    depth: 'Lists and quotes can be nested 32 levels deep, and no deeper.',
    text: 'That text holds a broken character and was not taken.',
    value: 'That is more than this place in a document can hold.',
  },
} as const
