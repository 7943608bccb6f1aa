import type { Translated } from '../../../document/words/translated.ts'
import type { formatsWords as english } from '../english/formats.ts'

export const formatsWords: Translated<typeof english> = {
  formats: {
    colours: 'Farben',
    text_colour: 'Textfarbe',
    highlight: 'Textmarker',
    none: 'Keine',
    names: {
      grey: 'Grau',
      brown: 'Braun',
      red: 'Rot',
      orange: 'Orange',
      yellow: 'Gelb',
      green: 'Grün',
      blue: 'Blau',
      purple: 'Violett',
      pink: 'Rosa',
    },
    layout: 'Ausrichtung',
    alignment: 'Ausrichtung',
    choices: {
      left: 'Linksbündig',
      center: 'Zentriert',
      right: 'Rechtsbündig',
      justify: 'Blocksatz',
      superscript: 'Hochgestellt',
      subscript: 'Tiefgestellt',
      clear: 'Formatierung entfernen',
    },
    keywords: {
      left: 'ausrichtung links align left',
      center: 'ausrichtung mitte zentrieren center',
      right: 'ausrichtung rechts align right',
      justify: 'ausrichtung block justify',
      superscript: 'hoch exponent potenz fußnote superscript',
      subscript: 'tief index formel subscript',
      clear: 'formate löschen einfach clear',
      highlight: 'markieren hervorheben hintergrund highlight',
      text_colour: 'farbe wörter schrift color',
    },
  },
}
