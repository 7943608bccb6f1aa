import type { Translated } from '../../../document/words/translated.ts'
import type { insertWords as english } from '../english/insert.ts'

export const insertWords: Translated<typeof english> = {
  insert: {
    label: 'Einfügen',
    groups: {
      text: 'Fließtext',
      lists: 'Listen',
      blocks: 'Blöcke',
      media: 'Bilder und Dateien',
      references: 'Verweise',
      align: 'Ausrichtung',
    },
    entries: {
      text: { label: 'Text', also: 'absatz normal text paragraph' },
      heading1: { label: 'Überschrift 1', also: 'h1 groß titel abschnitt heading' },
      heading2: { label: 'Überschrift 2', also: 'h2 mittel zwischenüberschrift heading' },
      heading3: { label: 'Überschrift 3', also: 'h3 klein zwischenüberschrift heading' },
      bullets: { label: 'Aufzählung', also: 'ul ungeordnete liste punkte bulleted list' },
      numbers: { label: 'Nummerierte Liste', also: 'ol geordnete schritte numbered list' },
      tasks: { label: 'Aufgabenliste', also: 'todo to-do checkliste kästchen abhaken task list' },
      quote: { label: 'Zitat', also: 'blockzitat quote' },
      code: { label: 'Codeblock', also: 'programm quelltext code pre' },
      rule: { label: 'Trennlinie', also: 'waagerechte linie strich dividing line hr' },
      table: { label: 'Tabelle', also: 'raster zeilen spalten zellen table grid' },
      callout: { label: 'Hinweis', also: 'kasten tipp warnung wichtig achtung callout note' },
      section: { label: 'Aufklappbarer Abschnitt', also: 'einklappen zuklappen details toggle section' },
      image: { label: 'Bild', also: 'foto abbildung image picture img' },
      emoji: { label: 'Emoji', also: 'smiley gesicht symbol' },
      mention: { label: 'Jemanden erwähnen', also: 'person leute name erwähnung mention' },
      document: { label: 'Link zu einem Dokument', also: 'seite verweis verknüpfung document' },
      file: { label: 'Datei', also: 'hochladen anhang bild foto pdf dokument file upload' },
      date: { label: 'Heutiges Datum', also: 'heute jetzt tag kalender date today' },
      left: { label: 'Linksbündig', also: 'ausrichtung links align left' },
      center: { label: 'Zentriert', also: 'ausrichtung mitte zentrieren align center' },
      right: { label: 'Rechtsbündig', also: 'ausrichtung rechts align right' },
      justify: { label: 'Blocksatz', also: 'ausrichtung justify' },
    },
  },
}
