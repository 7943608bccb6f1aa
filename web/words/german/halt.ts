import type { Translated } from '../../../document/words/translated.ts'
import type { haltWords as english } from '../english/halt.ts'

const TEXT_STAYS = 'Der Text bleibt auf dieser Seite, mit allem, was Sie geschrieben haben.'
const CHANGE_STAYS = 'Die Änderung ist noch auf dieser Seite, mit dem ganzen Text.'

export const haltWords: Translated<typeof english> = {
  halt: {
    gone: {
      what: 'Dieses Dokument gibt es hier nicht mehr, oder Sie dürfen es nicht mehr öffnen.',
      safe: TEXT_STAYS,
      next: 'Kopieren Sie ihn oder laden Sie ihn herunter, bevor Sie die Seite schließen.',
    },
    foreign: {
      what: 'Der Server hält diese Seite für eine fremde Website und lehnt ihre Änderungen ab.',
      safe: TEXT_STAYS,
      next: 'Wer den Server betreibt, kann das beheben; die Prüfung der Verbindung sagt, wie.',
    },
    stranger: {
      what: 'Der Server kennt diesen Browser nicht mehr: Offenbar wurden seine Cookies gelöscht.',
      safe: TEXT_STAYS,
      next: 'Kopieren Sie ihn oder laden Sie ihn herunter, und laden Sie dann die Seite neu. Falls dies wiederkehrt, lassen Sie Ihren Browser Cookies dieser Website behalten.',
    },
    outdated: {
      what: 'Auf dem Server läuft ein neueres Samepage als auf dieser Seite.',
      safe: 'Was noch nicht gesendet ist, bleibt aufgehoben und wird Ihnen danach angeboten.',
      next: 'Laden Sie die Seite neu, um weiterzumachen.',
    },
    rewritten: {
      what: 'Das Dokument auf dem Server ist nicht das, das diese Seite kannte. Vielleicht stammt es aus einer Sicherung.',
      safe: 'Diese Seite bleibt, wie sie ist, mit allem, was Sie geschrieben haben.',
      next: 'Kopieren Sie Ihren Text oder laden Sie ihn herunter, und laden Sie dann die Seite neu, um das Dokument in seinem jetzigen Stand zu sehen.',
    },
    full: {
      what: 'Das Dokument ist voll: Es fasst 2.000.000 Zeichen und 100.000 Blöcke. Ihre letzte Änderung passt nicht mehr hinein.',
      safe: CHANGE_STAYS,
      next: 'Kopieren Sie ihn oder laden Sie ihn herunter, und laden Sie dann die Seite neu: Was nicht passt, wird Ihnen als Text angeboten, für ein zweites Dokument.',
    },
    large: {
      what: 'Eine Ihrer Änderungen ist zu groß, um gesendet zu werden.',
      safe: CHANGE_STAYS,
      next: 'Kopieren Sie ihn oder laden Sie ihn herunter, und laden Sie dann die Seite neu: Sie wird Ihnen als Text angeboten, um sie Stück für Stück einzufügen.',
    },
    faulty: {
      what: 'Der Server konnte mit einer Änderung von dieser Seite nichts anfangen. Das ist ein Fehler von Samepage, nicht von Ihnen.',
      safe: TEXT_STAYS,
      next: 'Kopieren Sie ihn oder laden Sie ihn herunter, und laden Sie dann die Seite neu: Die Änderung wird Ihnen als Text angeboten.',
    },
    trash: {
      what: 'Dieses Dokument liegt im Papierkorb.',
      mine: 'Es lässt sich lesen. Stellen Sie es wieder her, um weiterzuschreiben; nach 30 Tagen dort wird es endgültig gelöscht.',
      others:
        'Es lässt sich lesen, aber nicht ändern, bis die Person, die es angelegt hat, es wiederherstellt.',
      restore: 'Wiederherstellen',
    },
    paused: 'Das Schreiben ist angehalten.',
    allSaved: 'Alles, was Sie geschrieben haben, ist gespeichert.',
    copy: 'Meinen Text kopieren',
    download: 'Herunterladen',
    check: 'Verbindung prüfen',
    reload: 'Neu laden',
  },
}
