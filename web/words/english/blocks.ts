/** Tables, callouts, collapsible sections and code. */
export const blocksWords = {
  blockBar: {
    nothingFound: 'No matches',
  },

  table: {
    label: 'Table',
    size: 'Table size',
    sizeOf: (rows: number, columns: number) => `${rows} × ${columns}`,
    menus: { row: 'Row', column: 'Column', cells: 'Cells' },
    actions: {
      rowAbove: 'Insert above',
      rowBelow: 'Insert below',
      rowUp: 'Move up',
      rowDown: 'Move down',
      headerRow: 'Header row',
      deleteRow: 'Delete row',
      columnBefore: 'Insert left',
      columnAfter: 'Insert right',
      columnLeft: 'Move left',
      columnRight: 'Move right',
      wider: 'Wider',
      narrower: 'Narrower',
      evenWidths: 'Even widths',
      headerColumn: 'Header column',
      deleteColumn: 'Delete column',
      merge: 'Merge cells',
      split: 'Split cell',
      deleteTable: 'Delete table',
    },
    row: (at: number, of: number) => `Row ${at} of ${of}`,
    column: (at: number, of: number) => `Column ${at} of ${of}`,
  },

  callout: {
    label: 'Callout',
    kinds: { note: 'Note', tip: 'Tip', important: 'Important', warning: 'Warning', caution: 'Caution' },
    remove: 'Remove callout',
  },

  code: {
    label: 'Code',
    plain: 'Plain text',
    find: 'Find a language',
    copy: 'Copy code',
    copied: 'Code copied',
    notCopied: 'Your browser blocked copying. Select the code and copy it with the keyboard.',
  },
} as const
