import type { Translated } from '../../../document/words/translated.ts'
import type { findWords as english } from '../english/find.ts'

export const findWords: Translated<typeof english> = {
  find: {
    label: 'Suchen und ersetzen',
    text: 'Suchen',
    replacement: 'Ersetzen durch',
    showReplace: 'Ersetzen einblenden',
    matchCase: 'Groß- und Kleinschreibung beachten',
    wholeWord: 'Ganze Wörter',
    isRegExp: 'Regulärer Ausdruck',
    previous: 'Vorige Stelle',
    next: 'Nächste Stelle',
    close: 'Schließen',
    replace: 'Ersetzen',
    replaceAll: 'Alle ersetzen',
    count: (at, of, hasMore) => `${at} von ${of}${hasMore ? '+' : ''}`,
    none: 'Nichts gefunden',
    invalid: 'Noch kein regulärer Ausdruck',
    slow: 'Dieser Ausdruck braucht zu lange',
    missing: 'Die Suche ließ sich nicht laden',
    replaced: (replaced, left) => `${replaced} ersetzt${left > 0 ? `, ${left} noch da` : ''}`,
  },
}
