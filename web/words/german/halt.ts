import type { Translated } from '../../../document/words/translated.ts'
import type { haltWords as english } from '../english/halt.ts'

const TEXT_STAYS = 'Alles, was Sie geschrieben haben, steht noch auf dieser Seite.'
const CHANGE_STAYS = 'Die Änderung steht noch auf dieser Seite, zusammen mit dem übrigen Text.'

export const haltWords: Translated<typeof english> = {
  halt: {
    gone: {
      what: 'Dieses Dokument gibt es nicht mehr, oder Sie haben keinen Zugriff mehr darauf.',
      safe: TEXT_STAYS,
      next: 'Kopieren Sie den Text oder laden Sie ihn herunter, bevor Sie die Seite schließen.',
    },
    foreign: {
      what: 'Der Server hält diese Seite für eine fremde Website und lehnt ihre Änderungen ab.',
      safe: TEXT_STAYS,
      next: 'Wer den Server betreibt, kann das beheben; die Verbindungsprüfung zeigt, wie.',
    },
    stranger: {
      what: 'Der Server kennt diesen Browser nicht mehr: Offenbar wurden seine Cookies gelöscht.',
      safe: TEXT_STAYS,
      next: 'Kopieren Sie den Text oder laden Sie ihn herunter, und laden Sie dann die Seite neu. Falls das wieder vorkommt, erlauben Sie Ihrem Browser, Cookies dieser Website zu behalten.',
    },
    outdated: {
      what: 'Auf dem Server läuft eine neuere Version von Samepage als auf dieser Seite.',
      safe: 'Was noch nicht gesendet wurde, bleibt aufgehoben und wird Ihnen danach angeboten.',
      next: 'Laden Sie die Seite neu, um weiterzumachen.',
    },
    rewritten: {
      what: 'Auf dem Server liegt ein anderes Dokument, als diese Seite kennt. Vielleicht wurde eine Sicherung zurückgespielt.',
      safe: 'Diese Seite bleibt, wie sie ist, mit allem, was Sie geschrieben haben.',
      next: 'Kopieren Sie Ihren Text oder laden Sie ihn herunter, und laden Sie dann die Seite neu, um den jetzigen Stand des Dokuments zu sehen.',
    },
    full: {
      what: 'Das Dokument ist voll: Es fasst höchstens 2.000.000 Zeichen und 100.000 Blöcke. Ihre letzte Änderung passt nicht mehr hinein.',
      safe: CHANGE_STAYS,
      next: 'Kopieren Sie den Text oder laden Sie ihn herunter, und laden Sie dann die Seite neu: Was nicht passt, wird Ihnen als Text angeboten, für ein zweites Dokument.',
    },
    large: {
      what: 'Eine Ihrer Änderungen ist zu groß, um gesendet zu werden.',
      safe: CHANGE_STAYS,
      next: 'Kopieren Sie den Text oder laden Sie ihn herunter, und laden Sie dann die Seite neu: Sie wird Ihnen als Text angeboten, um sie Stück für Stück einzufügen.',
    },
    faulty: {
      what: 'Der Server konnte mit einer Änderung von dieser Seite nichts anfangen. Das ist ein Fehler von Samepage, nicht von Ihnen.',
      safe: TEXT_STAYS,
      next: 'Kopieren Sie den Text oder laden Sie ihn herunter, und laden Sie dann die Seite neu: Die Änderung wird Ihnen als Text angeboten.',
    },
    trash: {
      what: 'Dieses Dokument liegt im Papierkorb.',
      mine: 'Sie können es lesen. Stellen Sie es wieder her, um weiterzuschreiben; nach 30 Tagen im Papierkorb wird es endgültig gelöscht.',
      others:
        'Sie können es lesen, aber erst wieder bearbeiten, wenn die Person, die es erstellt hat, es wiederherstellt.',
      restore: 'Wiederherstellen',
    },
    paused: 'Das Schreiben ist angehalten.',
    allSaved: 'Alles, was Sie geschrieben haben, ist gespeichert.',
    copy: 'Text kopieren',
    download: 'Herunterladen',
    check: 'Verbindung prüfen',
    reload: 'Neu laden',
  },
}
