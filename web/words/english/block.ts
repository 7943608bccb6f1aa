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
  },
} as const
