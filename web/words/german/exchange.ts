import type { Translated } from '../../../document/words/translated.ts'
import type { exchangeWords as english } from '../english/exchange.ts'

const so = (one: string, many: string) => (count: number) => (count === 1 ? `1 ${one}` : `${count} ${many}`)

export const exchangeWords: Translated<typeof english> = {
  exchange: {
    making: 'Die Word-Datei wird erstellt',
    notMade:
      'Die Word-Datei konnte nicht erstellt werden: Nur der Server kann sie schreiben, und er antwortet nicht.',
    savedBut: (losses) => `Heruntergeladen. Nicht in der Datei: ${losses}.`,
    importHeading: 'Importierte Dateien',
    uploading: (percent) => `Wird hochgeladen: ${percent} %`,
    reading: 'Wird gelesen',
    waiting: 'Wartet',
    busy: 'Der Server ist ausgelastet: Es geht von selbst weiter',
    open: 'Öffnen',
    close: 'Schließen',
    whole: 'Importiert',
    lost: (losses) => `Importiert. Nicht im Dokument: ${losses}.`,
    reasons: {
      unreadable: 'Nicht importiert: Die Datei ist beschädigt oder von anderer Art, als ihr Name sagt.',
      large: 'Nicht importiert: Die Datei ist zu groß für ein Dokument.',
      unknown: 'Nicht importiert: Diese Art von Datei lässt sich nicht lesen.',
      failed: 'Nicht importiert: Der Server antwortet nicht. Versuchen Sie es gleich noch einmal.',
    },
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
    colours: so('Farbe im Text', 'Farben im Text'),
    alignment: so('Absatz mit Ausrichtung', 'Absätze mit Ausrichtung'),
    links: so('Linkadresse', 'Linkadressen'),
    pictures: so('Bild', 'Bilder'),
    'hidden-pictures': so('Bild, das nicht gezeigt werden kann', 'Bilder, die nicht gezeigt werden können'),
    layout: so('Block mit Gestaltung', 'Blöcke mit Gestaltung'),
    'files-on-server': so('Bild oder Datei, nur verlinkt', 'Bilder oder Dateien, nur verlinkt'),
    'deep-headings': so('Überschrift unter Ebene 3, nun Ebene 3', 'Überschriften unter Ebene 3, nun Ebene 3'),
    'refused-addresses': so('unsichere Adresse', 'unsichere Adressen'),
    elements: so('Element ohne Platz in einem Dokument', 'Elemente ohne Platz in einem Dokument'),
    depth: so('zu tief verschachtelter Block', 'zu tief verschachtelte Blöcke'),
    'word-features': so('Eigenschaft von Word', 'Eigenschaften von Word'),
    comments: so('Kommentar', 'Kommentare'),
    'tracked-changes': so(
      'verfolgte Änderung, als angenommen übernommen',
      'verfolgte Änderungen, als angenommen übernommen',
    ),
    formulas: so('Formel, nun einfacher Text', 'Formeln, nun einfacher Text'),
    properties: so('Eigenschaft der Datei', 'Eigenschaften der Datei'),
    hidden: so('verborgener Teil', 'verborgene Teile'),
    headers: so('Kopf- oder Fußzeile', 'Kopf- und Fußzeilen'),
    'heading-numbers': so('Nummer einer Überschrift', 'Nummern von Überschriften'),
    contents: so('Inhaltsverzeichnis', 'Inhaltsverzeichnisse'),
    encoding: so('Angabe der Zeichenkodierung, daher geraten', 'Angaben der Zeichenkodierung, daher geraten'),
    characters: so('unlesbares Zeichen', 'unlesbare Zeichen'),
    'large-pictures': so('zu großes Bild', 'zu große Bilder'),
  },
}
