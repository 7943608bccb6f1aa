import type { Translated } from '../../../document/words/translated.ts'
import type { archiveWords as english } from '../english/archive.ts'

function alsoFiles(files: number): string {
  if (files === 0) return ''
  return files === 1 ? ' und eine Datei' : ` und ${files} Dateien`
}

export const archiveWords: Translated<typeof english> = {
  download: 'Alles herunterladen',
  downloadAlso: 'archiv export sicherung backup zip alle dokumente dateien',
  bring: 'Aus Archiv wiederherstellen …',
  bringAlso: 'zurückholen import sicherung backup zip hochladen',
  heading: 'Aus Archiv wiederherstellen',
  sending: 'Das Archiv wird hochgeladen',
  reading: 'Der Server liest es ein. Sie können weiterarbeiten, aber lassen Sie diese Seite offen.',
  waiting:
    'Der Server ist ausgelastet oder antwortet nicht. Das Hochladen wird automatisch wiederholt: Lassen Sie diese Seite offen.',
  taken: (documents, files) =>
    documents + files === 1
      ? `${documents === 1 ? 'Ein Dokument' : 'Eine Datei'} wurde als neue Kopie wiederhergestellt.`
      : `${documents === 1 ? 'Ein Dokument' : `${documents} Dokumente`}${alsoFiles(files)} wurden als neue Kopien wiederhergestellt.`,
  left: 'Nicht wiederhergestellt:',
  faults: {
    missing: 'nicht im Archiv',
    unreadable: 'nicht lesbar',
    'too-large': 'zu groß für diesen Server',
  },
  invalid: 'Das ist kein Archiv von Samepage, oder es ist beschädigt.',
  tooLarge: 'Dieses Archiv ist zu groß für den Server.',
  full: 'Der Server hat keinen Speicherplatz mehr. Es wurde nichts wiederhergestellt.',
  refused: 'Der Server hat das Archiv nicht angenommen. Bitte versuchen Sie es noch einmal.',
  unreachable: 'Der Server antwortet nicht. Versuchen Sie es noch einmal, sobald Sie wieder online sind.',
  cancel: 'Abbrechen',
  close: 'Schließen',
}
