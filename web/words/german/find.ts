import type { Translated } from '../../../document/words/translated.ts'
import type { findWords as english } from '../english/find.ts'

export const findWords: Translated<typeof english> = {
  find: {
    label: 'Suchen und ersetzen',
    text: 'Suchen',
    replacement: 'Ersetzen durch',
    showReplace: 'Ersetzen …',
    matchCase: 'Groß- und Kleinschreibung beachten',
    wholeWord: 'Ganze Wörter',
    isRegExp: 'Regulärer Ausdruck',
    previous: 'Vorheriger Treffer',
    next: 'Nächster Treffer',
    close: 'Schließen',
    replace: 'Ersetzen',
    replaceAll: 'Alle ersetzen',
    count: (at, of, hasMore) => `${at} von ${of}${hasMore ? '+' : ''}`,
    none: 'Keine Treffer',
    invalid: 'Noch kein gültiger Ausdruck',
    slow: 'Dieser Ausdruck braucht zu lange',
    missing: 'Die Suche konnte nicht geladen werden',
    replaced: (replaced, left) => `${replaced} ersetzt${left > 0 ? `, ${left} übrig` : ''}`,
  },
}
