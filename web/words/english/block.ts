/** The handle beside a block, and its menu. */
export const blockWords = {
  block: {
    handle: 'Drag to move, click for more',
    menu: 'Block',
    turnInto: 'Turn into',
    actions: {
      moveUp: 'Move up',
      moveDown: 'Move down',
      duplicate: 'Duplicate',
      delete: 'Delete',
    },
    missing: 'The menu could not be loaded. Try again when you are connected.',
  },
} as const
