import type { Translated } from '../../../document/words/translated.ts'
import type { blocksWords as english } from '../english/blocks.ts'

export const blocksWords: Translated<typeof english> = {
  blockBar: {
    nothingFound: 'Keine Treffer',
  },

  table: {
    label: 'Tabelle',
    size: 'Tabellengröße',
    sizeOf: (rows, columns) => `${rows} × ${columns}`,
    menus: { row: 'Zeile', column: 'Spalte', cells: 'Zellen' },
    actions: {
      rowAbove: 'Darüber einfügen',
      rowBelow: 'Darunter einfügen',
      rowUp: 'Nach oben',
      rowDown: 'Nach unten',
      headerRow: 'Kopfzeile',
      deleteRow: 'Zeile löschen',
      columnBefore: 'Links einfügen',
      columnAfter: 'Rechts einfügen',
      columnLeft: 'Nach links',
      columnRight: 'Nach rechts',
      wider: 'Breiter',
      narrower: 'Schmaler',
      evenWidths: 'Gleiche Breiten',
      headerColumn: 'Kopfspalte',
      deleteColumn: 'Spalte löschen',
      merge: 'Zellen verbinden',
      split: 'Zelle teilen',
      deleteTable: 'Tabelle löschen',
    },
    row: (at, of) => `Zeile ${at} von ${of}`,
    column: (at, of) => `Spalte ${at} von ${of}`,
  },

  callout: {
    label: 'Hinweis',
    kinds: {
      note: 'Hinweis',
      tip: 'Tipp',
      important: 'Wichtig',
      warning: 'Warnung',
      caution: 'Vorsicht',
    },
    remove: 'Hinweis auflösen',
  },

  code: {
    label: 'Code',
    plain: 'Nur Text',
    find: 'Sprache suchen',
    copy: 'Code kopieren',
    copied: 'Code kopiert',
    notCopied:
      'Ihr Browser hat das Kopieren verhindert. Markieren Sie den Code und kopieren Sie ihn mit der Tastatur.',
  },
}
