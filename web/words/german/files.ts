import type { Translated } from '../../../document/words/translated.ts'
import type { filesWords as english } from '../english/files.ts'

export const filesWords: Translated<typeof english> = {
  files: {
    choose: 'Von diesem Gerät wählen …',
    onItsWay: (name) => `${name}, wird übertragen`,
    progress: 'Fortschritt',
    waiting: 'Wartet, bis es an der Reihe ist',
    delayed: 'Der Server antwortet nicht. Es wird noch einmal versucht.',
    tooLarge: 'Diese Datei ist größer, als der Server annimmt.',
    empty: 'Diese Datei ist leer.',
    refused: 'Der Server nimmt diese Datei nicht an.',
    retry: 'Noch einmal versuchen',
    cancel: 'Diese Datei nicht einfügen',
    pictureAdded: 'Bild eingefügt',
    fileAdded: 'Datei eingefügt',
    resumed: 'Dateien, die unterwegs waren, werden noch einmal übertragen.',
    unnamed: 'Bild',
    notReady: 'Gerade lassen sich keine Dateien einfügen. Bitte gleich noch einmal versuchen.',
  },

  figure: {
    tools: 'Bild',
    caption: 'Bildunterschrift schreiben',
    width: (percent) => `${percent} % der Seite`,
    natural: 'Eigene Größe',
    resize: 'Breite des Bildes',
    describe: 'Beschreibung für alle, die es nicht sehen',
    describeMissing: 'Noch keine Beschreibung',
    enlarge: 'Vergrößern',
    remove: 'Bild entfernen',
    missing: 'Dieses Bild lässt sich nicht laden.',
    save: 'Speichern',
    cancel: 'Abbrechen',
    close: 'Schließen',
    saveFile: 'Diese Datei speichern',
  },
}
