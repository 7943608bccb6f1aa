import type { Translated } from '../../../document/words/translated.ts'
import type { filesWords as english } from '../english/files.ts'

export const filesWords: Translated<typeof english> = {
  files: {
    choose: 'Vom Gerät auswählen …',
    onItsWay: (name) => `${name}, wird hochgeladen`,
    progress: 'Fortschritt',
    waiting: 'Wartet',
    delayed: 'Der Server antwortet nicht. Neuer Versuch läuft …',
    tooLarge: 'Diese Datei ist zu groß für den Server.',
    empty: 'Diese Datei ist leer.',
    refused: 'Der Server nimmt diese Datei nicht an.',
    retry: 'Erneut versuchen',
    cancel: 'Diese Datei nicht einfügen',
    pictureAdded: 'Bild eingefügt',
    fileAdded: 'Datei eingefügt',
    resumed: 'Unterbrochene Uploads werden fortgesetzt.',
    unnamed: 'Bild',
    notReady: 'Gerade lassen sich keine Dateien einfügen. Bitte versuchen Sie es noch einmal.',
  },

  figure: {
    tools: 'Bild',
    caption: 'Bildunterschrift schreiben',
    width: (percent) => `${percent} % Breite`,
    natural: 'Originalgröße',
    resize: 'Bildbreite',
    describe: 'Alternativtext (für Screenreader)',
    describeMissing: 'Noch kein Alternativtext',
    enlarge: 'Vergrößern',
    remove: 'Bild entfernen',
    missing: 'Dieses Bild lässt sich nicht laden.',
    save: 'Speichern',
    cancel: 'Abbrechen',
    close: 'Schließen',
    saveFile: 'Diese Datei herunterladen',
  },
}
