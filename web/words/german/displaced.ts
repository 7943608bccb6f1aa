import type { Translated } from '../../../document/words/translated.ts'
import type { displacedWords as english } from '../english/displaced.ts'

export const displacedWords: Translated<typeof english> = {
  review: {
    heading: (away) => `Sie waren ${away} weg`,
    meanwhile: (commits) =>
      commits === 1
        ? 'Inzwischen haben andere eine Änderung gemacht.'
        : `Inzwischen haben andere ${commits} Änderungen gemacht.`,
    kept: (changes) =>
      changes === 1
        ? 'Eine Ihrer Änderungen passt wie zuvor.'
        : `${changes} Ihrer Änderungen passen wie zuvor.`,
    changed: (changes) =>
      changes === 1
        ? 'Eine Ihrer Änderungen passt zum Teil.'
        : `${changes} Ihrer Änderungen passen zum Teil.`,
    displaced: (changes) =>
      changes === 1
        ? 'Eine Ihrer Änderungen hat keinen Platz mehr:'
        : `${changes} Ihrer Änderungen haben keinen Platz mehr:`,
    explanation:
      'Noch ist nichts davon gesendet. Zusammenführen sendet, was passt, und hebt den Rest unter „Verdrängter Text“ für Sie auf. Oder behalten Sie Ihre Fassung, wie Sie sie verlassen haben, in einem eigenen Dokument.',
    merge: 'Zusammenführen',
    copy: 'Meine Fassung als Kopie behalten',
    failed:
      'Die Kopie konnte nicht angelegt werden. Es hat sich nichts geändert; versuchen Sie es gleich noch einmal.',
    copied: 'Ihre Fassung hat ein eigenes Dokument',
    copiedText:
      'Es enthält genau das, was Sie vor Ihrer Rückkehr sahen. Diese Seite zeigt jetzt, was die anderen haben.',
    open: 'Kopie öffnen',
    close: 'Hier bleiben',
  },

  residue: {
    heading: 'Ohne Platz',
    explanation:
      'Jemand hat diese Stelle geändert, während Ihre Worte unterwegs waren. Sie sind hier für Sie aufgehoben.',
    reasons: {
      deleted: 'Der Text darum herum wurde gelöscht.',
      unfit: 'Es passt nicht mehr dorthin, wo es geschrieben wurde.',
      invalid: 'Ein Dokument kann es dort nicht aufnehmen.',
      limit: 'Das Dokument wäre zu groß geworden.',
    },
    formatting: 'Eine Änderung ohne Worte, etwa eine Formatierung.',
    insert: 'Hier einfügen',
    copy: 'Kopieren',
    dismiss: 'Verwerfen',
    notDismissed: 'Das ließ sich gerade nicht verwerfen. Versuchen Sie es gleich noch einmal.',
    copied: 'Kopiert',
    notCopied:
      'Dieser Browser lässt die Seite nicht kopieren. Markieren Sie den Text und kopieren Sie ihn von Hand.',
  },

  displaced: {
    heading: 'Verdrängter Text',
    explanation:
      'Wenn jemand eine Stelle ändert, während Ihre Worte dorthin unterwegs sind, werden sie hier aufgehoben, nur für Sie. Was Sie beiseitelegen, bleibt 30 Tage.',
    empty: 'In diesem Dokument wurde nichts von Ihrem Text verdrängt.',
    loading: 'Ihr verdrängter Text wird geladen',
    failed: 'Der Server antwortet gerade nicht, es kann also mehr geben. Nichts davon ist verloren.',
    unsent: 'Auf dieser Seite aufgehoben; der Server hat es noch nicht.',
    undecided: (when) => `Verdrängt ${when}, aufgehoben, bis Sie entscheiden.`,
    aside: (when, days) =>
      `Verdrängt ${when} und beiseitegelegt, noch ${days === 1 ? 'einen Tag' : `${days} Tage`} aufgehoben.`,
    notNow: 'Das Schreiben ist angehalten, daher lässt sich nichts einfügen. Kopieren können Sie es.',
    close: 'Schließen',
  },
}
