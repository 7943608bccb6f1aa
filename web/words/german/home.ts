import type { Translated } from '../../../document/words/translated.ts'
import type { homeWords as english } from '../english/home.ts'
import { countAtHead } from './count-of.ts'

export const homeWords: Translated<typeof english> = {
  home: {
    heading: 'Dokumente',
    newDocument: 'Neues Dokument',
    emptyHeading: 'Noch keine Dokumente',
    emptyText:
      'Erstellen Sie ein Dokument und teilen Sie den Link, um gemeinsam zu schreiben. Wer den Link hat, kann lesen und bearbeiten.',
    failed: 'Ihre Dokumente konnten nicht geladen werden. Neuer Versuch läuft …',
    failedKept: 'Angezeigt werden die Dokumente auf diesem Gerät.',
    notMade: 'Das Dokument konnte nicht erstellt werden: Der Server antwortet nicht.',
    notMadeFull: 'Das Dokument konnte nicht erstellt werden: Der Server hat keinen Speicherplatz mehr.',
    notMadeOtherwise: 'Das Dokument konnte nicht erstellt werden. Bitte versuchen Sie es noch einmal.',
    retry: 'Erneut versuchen',
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
