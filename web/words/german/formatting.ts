import type { Translated } from '../../../document/words/translated.ts'
import type { formattingWords as english } from '../english/formatting.ts'

export const formattingWords: Translated<typeof english> = {
  format: {
    label: 'Formatierung',
    block: 'Art des Absatzes',
    title: 'Titel',
    kinds: {
      text: 'Text',
      heading1: 'Überschrift 1',
      heading2: 'Überschrift 2',
      heading3: 'Überschrift 3',
      bullets: 'Aufzählung',
      numbers: 'Nummerierte Liste',
      tasks: 'Aufgabenliste',
      quote: 'Zitat',
      code: 'Codeblock',
    },
    strong: 'Fett',
    em: 'Kursiv',
    underline: 'Unterstrichen',
    strike: 'Durchgestrichen',
    code: 'Code',
    link: 'Link',
    image: 'Bild',
    rule: 'Trennlinie',
    blockMenu: 'Absatz verschieben oder umwandeln',
    clear: 'Formatierung entfernen',
    undo: 'Rückgängig',
    redo: 'Wiederholen',
    language: 'Sprache',
  },

  link: {
    heading: 'Link',
    address: 'Adresse',
    hint: 'https://example.org',
    refused: 'Auf diese Adresse darf kein Link zeigen. Erlaubt sind http, https, mailto und tel.',
    text: 'Text',
    open: 'In einem neuen Tab öffnen',
    edit: 'Link bearbeiten',
    copy: 'Adresse kopieren',
    copied: 'Adresse kopiert',
    notCopied: 'Dieser Browser lässt die Seite nicht kopieren.',
    apply: 'Übernehmen',
    remove: 'Link entfernen',
    cancel: 'Abbrechen',
  },

  image: {
    heading: 'Bild',
    address: 'Adresse des Bildes',
    alt: 'Beschreibung für alle, die es nicht sehen können',
    refused: 'Von dieser Adresse kann kein Bild kommen. Erlaubt sind http und https.',
    insert: 'Einfügen',
    cancel: 'Abbrechen',
  },
}
