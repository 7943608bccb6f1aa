import type { Translated } from '../../../document/words/translated.ts'
import type { menuWords as english } from '../english/menu.ts'

export const menuWords: Translated<typeof english> = {
  menu: {
    label: 'Mehr',
    palette: 'Suche und Befehle …',
    star: 'Mit Stern markieren',
    unstar: 'Stern entfernen',
    move: 'In Ordner verschieben …',
    duplicate: 'Duplizieren',
    trash: 'In den Papierkorb',
    missing: 'Dieser Teil der Seite konnte nicht geladen werden. Bitte versuchen Sie es noch einmal.',
    failed: 'Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.',
    find: 'Suchen und ersetzen …',
    contents: 'Inhalt',
    counts: 'Wörter zählen',
    displaced: 'Geretteter Text …',
    markdown: 'Als Markdown herunterladen',
    html: 'Als HTML herunterladen',
    docx: 'Als Word-Datei herunterladen',
    text: 'Als reinen Text herunterladen',
    print: 'Drucken oder als PDF sichern …',
    copy: 'Alles als Markdown kopieren',
    typography: 'Typografische Zeichen („“ – …)',
    shortcuts: 'Tastenkürzel',
    connection: 'Verbindung prüfen',
    copied: 'Als Markdown kopiert',
    copiedPlain: 'Als reinen Text kopiert, weil Markdown nicht geladen werden konnte',
    savedPlain: 'Als reinen Text heruntergeladen, weil dieses Format nicht geladen werden konnte',
    notCopied: 'Ihr Browser hat das Kopieren verhindert. Laden Sie den Text stattdessen herunter.',
    notYet: 'Das Dokument wird noch geöffnet.',
    notLoaded:
      'Das konnte nicht geladen werden. Versuchen Sie es noch einmal, sobald Sie wieder online sind.',
  },
}
