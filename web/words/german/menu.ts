import type { Translated } from '../../../document/words/translated.ts'
import type { menuWords as english } from '../english/menu.ts'

export const menuWords: Translated<typeof english> = {
  menu: {
    label: 'Mehr',
    palette: 'Suchen und Befehle …',
    star: 'Mit Stern versehen',
    unstar: 'Stern entfernen',
    move: 'In Ordner verschieben …',
    duplicate: 'Duplizieren',
    trash: 'In den Papierkorb',
    missing: 'Dieser Teil der Seite konnte nicht geladen werden. Versuchen Sie es gleich noch einmal.',
    failed: 'Das ging jetzt nicht. Versuchen Sie es gleich noch einmal.',
    find: 'Suchen und ersetzen …',
    contents: 'Inhalt',
    counts: 'Wörter zählen',
    displaced: 'Verdrängter Text …',
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
    copiedPlain: 'Als reinen Text kopiert: Der Markdown-Schreiber konnte nicht geladen werden',
    savedPlain:
      'Als reinen Text heruntergeladen: Der Schreiber für dieses Format konnte nicht geladen werden',
    notCopied: 'Dieser Browser lässt die Seite nicht kopieren. Laden Sie den Text stattdessen herunter.',
    notYet: 'Das Dokument wird noch geöffnet.',
    notLoaded: 'Das konnte nicht geladen werden. Versuchen Sie es, sobald Sie verbunden sind.',
  },
}
