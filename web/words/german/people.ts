import type { Translated } from '../../../document/words/translated.ts'
import type { peopleWords as english } from '../english/people.ts'

export const peopleWords: Translated<typeof english> = {
  people: {
    label: 'Personen hier',
    more: (people) => (people === 1 ? 'Eine weitere Person' : `${people} weitere`),
    editing: 'schreibt',
    reading: 'liest',
    away: 'abwesend',
    stateOf: (name, state) => `${name}, ${state}`,
    joined: (name) => `${name} ist dazugekommen`,
    left: (name) => `${name} ist gegangen`,
    you: (name) => `${name} (Sie). Namen oder Farbe ändern`,
  },

  me: {
    heading: 'So sehen andere Sie',
    name: 'Name',
    colour: 'Farbe',
    colourOf: (n) => `Farbe ${n}`,
    save: 'Speichern',
    cancel: 'Abbrechen',
    failed: 'Das konnte nicht gespeichert werden. Versuchen Sie es gleich noch einmal.',
    required: 'Geben Sie sich einen Namen von höchstens 60 Zeichen.',
  },

  share: {
    button: 'Teilen',
    copied: 'Link kopiert',
    byHand: 'Kopieren Sie diesen Link und schicken Sie ihn weiter:',
    close: 'Schließen',
  },
}
