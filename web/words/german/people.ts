import type { Translated } from '../../../document/words/translated.ts'
import type { peopleWords as english } from '../english/people.ts'

export const peopleWords: Translated<typeof english> = {
  people: {
    label: 'Personen hier',
    more: (people) => (people === 1 ? 'Eine weitere Person' : `${people} weitere`),
    editing: 'schreibt',
    reading: 'da',
    away: 'abwesend',
    stateOf: (name, state) => `${name}, ${state}`,
    joined: (name) => `${name} ist dazugekommen`,
    left: (name) => `${name} ist gegangen`,
    joinedMany: (people) => `${people} Personen sind dazugekommen`,
    leftMany: (people) => `${people} Personen sind gegangen`,
    followHint: (label) => `${label}. Zum Folgen klicken`,
    all: 'Alle hier',
    count: (people) => (people === 1 ? '1 Person' : `${people} Personen`),
    search: 'Person suchen',
    following: (name) => `Sie folgen ${name}`,
    waitingFor: (name) => `Sie folgen ${name}, gerade nicht im Text`,
    followingSaid: (name) => `Sie folgen ${name}. Mit Escape beenden.`,
    stopped: 'Sie folgen niemandem mehr.',
    stop: 'Beenden',
    stopKey: 'Esc',
    notNow: 'Das konnte nicht geladen werden. Bitte versuchen Sie es noch einmal.',
    you: (name) => `${name} (Sie). Namen oder Farbe ändern`,
  },

  me: {
    heading: 'So sehen andere Sie',
    name: 'Name',
    colour: 'Farbe',
    colourOf: (n) => `Farbe ${n}`,
    save: 'Speichern',
    cancel: 'Abbrechen',
    failed: 'Das konnte nicht gespeichert werden. Bitte versuchen Sie es noch einmal.',
    required: 'Geben Sie einen Namen mit höchstens 60 Zeichen ein.',
  },

  share: {
    button: 'Teilen',
    copied: 'Link kopiert. Wer ihn hat, kann bearbeiten.',
    byHand: 'Kopieren Sie diesen Link. Wer ihn hat, kann bearbeiten:',
    close: 'Schließen',
  },
}
