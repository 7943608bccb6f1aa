import type { Translated } from '../../../document/words/translated.ts'
import type { archiveWords as english } from '../english/archive.ts'

export const archiveWords: Translated<typeof english> = {
  download: 'Alles herunterladen',
  downloadAlso: 'archiv export sicherung backup zip alle dokumente dateien',
  bring: 'Archiv zurückholen …',
  bringAlso: 'wiederherstellen import sicherung backup zip hochladen',
  heading: 'Archiv zurückholen',
  sending: 'Das Archiv wird übertragen',
  reading: 'Der Server liest es ein. Sie können weiterarbeiten, lassen Sie aber diese Seite offen.',
  waiting:
    'Der Server ist ausgelastet oder antwortet nicht. Das Archiv wird von selbst noch einmal übertragen: Lassen Sie diese Seite offen.',
  taken: (documents, files) =>
    `${documents === 1 ? 'Ein Dokument' : `${documents} Dokumente`} und ${files === 1 ? 'eine Datei' : `${files} Dateien`} sind neu hinzugekommen, neben dem, was schon da ist.`,
  left: 'Das kam nicht mit:',
  faults: {
    missing: 'nicht im Archiv',
    unreadable: 'nicht lesbar',
    'too-large': 'zu groß für diesen Server',
  },
  invalid: 'Das ist kein Archiv von Samepage, oder es ist beschädigt.',
  tooLarge: 'Das Archiv ist größer, als dieser Server annimmt.',
  full: 'Der Server hat keinen Platz mehr. Vom Archiv ist nichts hinzugekommen.',
  refused: 'Der Server hat das Archiv nicht angenommen. Bitte gleich noch einmal versuchen.',
  unreachable:
    'Der Server hat nicht geantwortet. Bitte noch einmal versuchen, wenn die Verbindung wieder da ist.',
  cancel: 'Abbrechen',
  close: 'Schließen',
}
