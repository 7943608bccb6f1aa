import type { Translated } from '../../../document/words/translated.ts'
import type { blocksWords as english } from '../english/blocks.ts'

export const blocksWords: Translated<typeof english> = {
  blockBar: {
    nothingFound: 'Nichts gefunden',
  },

  table: {
    label: 'Tabelle',
    size: 'Größe der Tabelle',
    sizeOf: (rows, columns) => `${rows} × ${columns}`,
    menus: { row: 'Zeile', column: 'Spalte', cells: 'Zellen' },
    actions: {
      rowAbove: 'Darüber einfügen',
      rowBelow: 'Darunter einfügen',
      rowUp: 'Nach oben',
      rowDown: 'Nach unten',
      headerRow: 'Kopfzeile',
      deleteRow: 'Zeile löschen',
      columnBefore: 'Davor einfügen',
      columnAfter: 'Danach einfügen',
      columnLeft: 'Nach vorn',
      columnRight: 'Nach hinten',
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
      'In diesem Browser darf die Seite nicht kopieren. Der Code lässt sich markieren und mit der Tastatur kopieren.',
  },
}
