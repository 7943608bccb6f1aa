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
    movedBelow: (text: string) => `Moved below “${text}”`,
    movedAbove: (text: string) => `Moved above “${text}”`,
    movedTo: (at: number, of: number) => `Moved to position ${at} of ${of}`,
    notMoved: 'Not moved',
  },
} as const
