import type { Translated } from '../../../document/words/translated.ts'
import type { blockWords as english } from '../english/block.ts'

export const blockWords: Translated<typeof english> = {
  block: {
    handle: 'Ziehen zum Verschieben, Klicken für mehr',
    menu: 'Absatz',
    turnInto: 'Umwandeln in',
    actions: {
      moveUp: 'Nach oben',
      moveDown: 'Nach unten',
      duplicate: 'Duplizieren',
      delete: 'Löschen',
    },
    movedBelow: (text) => `Unter „${text}“ verschoben`,
    movedAbove: (text) => `Über „${text}“ verschoben`,
    movedTo: (at, of) => `An Position ${at} von ${of} verschoben`,
    notMoved: 'Nicht verschoben',
  },
}
