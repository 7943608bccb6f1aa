import type { Translated } from '../../../document/words/translated.ts'
import type { exchangeWords as english } from '../english/exchange.ts'

const so = (one: string, many: string) => (count: number) => (count === 1 ? `1 ${one}` : `${count} ${many}`)

export const exchangeWords: Translated<typeof english> = {
  exchange: {
    making: 'Die Word-Datei wird erstellt',
    notMade:
      'Die Word-Datei konnte nicht erstellt werden: Nur der Server kann sie schreiben, und er antwortet nicht.',
    savedBut: (losses) => `Heruntergeladen. Nicht in der Datei: ${losses}.`,
    importedBut: (title, losses) => `„${title}“ wurde importiert. Nicht im Dokument: ${losses}.`,
    imported: (documents) =>
      documents === 1 ? '1 Dokument importiert' : `${documents} Dokumente importiert`,
    import: 'Importieren …',
    importKeywords: 'öffnen hochladen datei markdown word docx html text',
    importing: (name) => `${name} wird importiert`,
    importedPart: (name, percent) => `${name} wird importiert: ${percent} %`,
    reading: (name) => `${name} wird gelesen`,
    open: 'Öffnen',
    dropHere: 'Dateien hier ablegen, um sie zu importieren',
    notReadable: (name) => `„${name}“ ist von einer Art, die sich nicht importieren lässt.`,
    notImported: (name, reason) => `„${name}“ wurde nicht importiert. ${reason}`,
    noAnswer: 'Der Server antwortet nicht.',
  },

  losses: {
    mentions: so('Erwähnung, dort einfacher Text', 'Erwähnungen, dort einfacher Text'),
    'merged-cells': so('verbundene Zelle', 'verbundene Zellen'),
    'cell-blocks': so('Tabellenzelle mit mehr als einer Zeile', 'Tabellenzellen mit mehr als einer Zeile'),
    'header-cells': so('Kopfzelle', 'Kopfzellen'),
    'column-widths': so('Tabelle mit Spaltenbreiten', 'Tabellen mit Spaltenbreiten'),
    captions: so('Bildunterschrift mit Formaten', 'Bildunterschriften mit Formaten'),
    'empty-paragraphs': so('leerer Absatz', 'leere Absätze'),
    'line-breaks': so('Zeilenumbruch', 'Zeilenumbrüche'),
    formats: so('Format', 'Formate'),
    links: so('Linkadresse', 'Linkadressen'),
    pictures: so('Bild', 'Bilder'),
    layout: so('Block mit Gestaltung', 'Blöcke mit Gestaltung'),
    'files-on-server': so('Bild oder Datei, nur verlinkt', 'Bilder oder Dateien, nur verlinkt'),
    alignment: so('Tabelle mit Ausrichtung', 'Tabellen mit Ausrichtung'),
    'deep-headings': so('Überschrift unter Ebene 3, nun Ebene 3', 'Überschriften unter Ebene 3, nun Ebene 3'),
    'refused-addresses': so('unsichere Adresse', 'unsichere Adressen'),
    elements: so('Element ohne Platz in einem Dokument', 'Elemente ohne Platz in einem Dokument'),
    depth: so('zu tief verschachtelter Block', 'zu tief verschachtelte Blöcke'),
    'word-features': so('Eigenschaft von Word', 'Eigenschaften von Word'),
    'large-pictures': so('zu großes Bild', 'zu große Bilder'),
  },
}
