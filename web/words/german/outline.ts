import type { Translated } from '../../../document/words/translated.ts'
import type { outlineWords as english } from '../english/outline.ts'

export const outlineWords: Translated<typeof english> = {
  contents: {
    label: 'Inhalt',
    open: 'Inhalt zeigen',
    close: 'Inhalt schließen',
    none: 'Noch gibt es keine Überschriften. Aus ihnen entsteht der Inhalt.',
  },

  counts: {
    label: 'Länge des Textes',
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
