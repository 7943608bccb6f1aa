/** The text itself. */
export const editorWords = {
  editor: {
    label: 'Document text',
    emptyTitle: 'Untitled',
    emptyText: 'Start writing, type / for blocks, or paste Markdown…',
    taskDone: 'Done',
    imageOf: (alt: string) => alt || 'Picture',
    draggedIsGone: 'Someone deleted or moved what you were dragging.',
  },

  section: {
    hint: 'Section',
    fold: 'Fold this section',
    open: 'Open this section',
  },

  outOfBounds: {
    size: 'That’s too much for one document, which holds up to 2,000,000 characters and 100,000 blocks.',
    depth: 'Lists and quotes can be nested up to 32 levels deep.',
    text: 'That text contains a broken character, so it wasn’t added.',
    value: 'That’s more than fits here.',
  },
} as const
