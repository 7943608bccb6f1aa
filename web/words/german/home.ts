import type { Translated } from '../../../document/words/translated.ts'
import type { homeWords as english } from '../english/home.ts'
import { countAtHead } from './count-of.ts'

export const homeWords: Translated<typeof english> = {
  home: {
    heading: 'Dokumente',
    newDocument: 'Neues Dokument',
    emptyHeading: 'Noch ist hier nichts',
    emptyText:
      'Legen Sie ein Dokument an, schicken Sie seinen Link weiter und schreiben Sie gemeinsam darin. Wer den Link hat, kann lesen und bearbeiten.',
    failed: 'Ihre Dokumente konnten nicht geladen werden. Auf dem Server sind sie sicher.',
    notMade:
      'Das Dokument konnte nicht angelegt werden. Läuft der Server, und hat er Platz auf seiner Platte?',
    retry: 'Noch einmal versuchen',
    loading: 'Ihre Dokumente werden geladen',
    keptHeading: 'Auf diesem Gerät',
    copyKept: 'Text kopieren',
    copiedKept: 'Kopiert',
    unsent: (changes) => `${countAtHead(changes)} auf diesem Gerät, noch nicht gesendet. Zum Senden öffnen.`,
    hereNow: (people) => (people === 1 ? 'Gerade eine Person hier' : `Gerade ${people} Personen hier`),
    edited: (when) => `Bearbeitet ${when}`,
    openedHere: (when) => `Hier geöffnet ${when}`,
    justNow: 'gerade eben',
  },
}
