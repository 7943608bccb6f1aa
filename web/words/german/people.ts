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
    joinedMany: (people) => `${people} Personen sind dazugekommen`,
    leftMany: (people) => `${people} Personen sind gegangen`,
    followHint: (label) => `${label}. Drücken, um zu folgen`,
    all: 'Alle hier',
    count: (people) => (people === 1 ? '1 Person' : `${people} Personen`),
    search: 'Person suchen',
    following: (name) => `Sie folgen ${name}`,
    waitingFor: (name) => `Sie folgen ${name}, gerade ohne Einfügemarke im Text`,
    followingSaid: (name) => `Sie folgen ${name}. Escape beendet es.`,
    stopped: 'Sie folgen niemandem mehr.',
    stop: 'Beenden',
    stopKey: 'Esc',
    notNow: 'Das konnte gerade nicht geladen werden. Versuchen Sie es gleich noch einmal.',
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
