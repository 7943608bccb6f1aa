import type { Translated } from '../../../document/words/translated.ts'
import type { displacedWords as english } from '../english/displaced.ts'

export const displacedWords: Translated<typeof english> = {
  review: {
    heading: (away) => `Sie waren ${away} weg`,
    meanwhile: (commits) =>
      commits === 1
        ? 'In der Zwischenzeit gab es eine Änderung von anderen.'
        : `In der Zwischenzeit gab es ${commits} Änderungen von anderen.`,
    kept: (changes) =>
      changes === 1 ? 'Eine Ihrer Änderungen passt noch.' : `${changes} Ihrer Änderungen passen noch.`,
    changed: (changes) =>
      changes === 1
        ? 'Eine Ihrer Änderungen passt nur zum Teil.'
        : `${changes} Ihrer Änderungen passen nur zum Teil.`,
    displaced: (changes) =>
      changes === 1
        ? 'Eine Ihrer Änderungen passt nirgends mehr hin:'
        : `${changes} Ihrer Änderungen passen nirgends mehr hin:`,
    explanation:
      'Davon wurde noch nichts gesendet. „Zusammenführen“ sendet, was passt, und hebt den Rest unter „Geretteter Text“ für Sie auf. Oder Sie behalten Ihre Fassung unverändert als eigenes Dokument.',
    merge: 'Zusammenführen',
    copy: 'Meine Fassung als Kopie behalten',
    failed:
      'Die Kopie konnte nicht angelegt werden. Es hat sich nichts geändert. Bitte versuchen Sie es noch einmal.',
    copied: 'Ihre Fassung ist jetzt ein eigenes Dokument',
    copiedText:
      'Es enthält genau das, was Sie vor Ihrer Rückkehr gesehen haben. Diese Seite zeigt jetzt den Stand der anderen.',
    open: 'Kopie öffnen',
    close: 'Hier bleiben',
  },

  residue: {
    heading: 'Nicht mehr einzuordnen',
    explanation:
      'Jemand hat diese Stelle geändert, während Ihr Text unterwegs war. Er ist hier für Sie aufgehoben.',
    reasons: {
      deleted: 'Der Text drum herum wurde gelöscht.',
      unfit: 'Der Text passt nicht mehr an die Stelle, an der Sie ihn geschrieben haben.',
      invalid: 'Der Text passt dort nicht hin.',
      limit: 'Das Dokument wäre zu groß geworden.',
    },
    formatting: 'Eine Änderung ohne Text, etwa eine Formatierung.',
    insert: 'Hier einfügen',
    copy: 'Kopieren',
    dismiss: 'Verwerfen',
    notDismissed: 'Das Verwerfen hat nicht geklappt. Bitte versuchen Sie es noch einmal.',
    copied: 'Kopiert',
    notCopied:
      'Ihr Browser hat das Kopieren verhindert. Markieren Sie den Text und kopieren Sie ihn mit der Tastatur.',
  },

  displaced: {
    heading: 'Geretteter Text',
    explanation:
      'Wenn jemand eine Stelle ändert, während Ihr Text dorthin unterwegs ist, wird er hier aufgehoben, nur für Sie. Was Sie verwerfen, bleibt noch 30 Tage.',
    empty: 'Hier gibt es nichts zu retten.',
    loading: 'Geretteter Text wird geladen',
    failed:
      'Der Server antwortet gerade nicht, vielleicht gibt es also noch mehr. Verloren ist nichts davon.',
    unsent: 'Auf dieser Seite aufgehoben, noch nicht auf dem Server.',
    undecided: (when) => `Gerettet ${when}, aufgehoben, bis Sie entscheiden.`,
    aside: (when, days) =>
      `Gerettet ${when} und verworfen, noch ${days === 1 ? 'einen Tag' : `${days} Tage`} aufgehoben.`,
    notNow: 'Das Schreiben ist angehalten, deshalb lässt sich gerade nichts einfügen. Kopieren geht.',
    close: 'Schließen',
  },
}
