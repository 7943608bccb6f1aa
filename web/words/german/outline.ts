import type { Translated } from '../../../document/words/translated.ts'
import type { outlineWords as english } from '../english/outline.ts'

export const outlineWords: Translated<typeof english> = {
  contents: {
    label: 'Inhalt',
    open: 'Inhalt anzeigen',
    close: 'Inhalt schließen',
    none: 'Noch keine Überschriften. Sobald es welche gibt, erscheinen sie hier.',
  },

  counts: {
    label: 'Wörter zählen',
    words: (words, written) => `${written} ${words === 1 ? 'Wort' : 'Wörter'}`,
    selected: (selected, all) => `${selected} ausgewählt, insgesamt ${all}`,
    selection: 'Auswahl',
    whole: 'Insgesamt',
    wordsName: 'Wörter',
    characters: 'Zeichen',
    withoutSpaces: 'Ohne Leerzeichen',
    reading: 'Lesezeit',
    minutes: (minutes) => `${minutes} Min.`,
  },
}
