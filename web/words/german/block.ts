import type { Translated } from '../../../document/words/translated.ts'
import type { blockWords as english } from '../english/block.ts'

export const blockWords: Translated<typeof english> = {
  block: {
    handle: 'Ziehen zum Verschieben, klicken für mehr',
    menu: 'Absatz',
    turnInto: 'Umwandeln in',
    actions: {
      moveUp: 'Nach oben',
      moveDown: 'Nach unten',
      duplicate: 'Duplizieren',
      delete: 'Löschen',
    },
    movedBelow: (text) => `Verschoben unter „${text}“`,
    movedAbove: (text) => `Verschoben über „${text}“`,
    movedTo: (at, of) => `Verschoben an Stelle ${at} von ${of}`,
    notMoved: 'Es bleibt, wo es ist',
  },
}
