import type { Translated } from '../../../document/words/translated.ts'
import type { savingWords as english } from '../english/saving.ts'
import { countAtHead, countOf } from './count-of.ts'

export const savingWords: Translated<typeof english> = {
  save: {
    opening: 'Wird geöffnet …',
    unreachable: 'Offline. Das Dokument öffnet sich, sobald der Server antwortet.',
    saved: 'Gespeichert',
    saving: 'Wird gespeichert …',
    reconnecting: 'Verbindet sich neu …',
    offline: (kept) => (kept === 0 ? 'Offline' : `Offline, ${countOf(kept)} auf diesem Gerät aufgehoben`),
    offlineUnkept: (changes) => `Offline, ${countOf(changes)} nicht auf diesem Gerät aufgehoben`,
    waiting: (kept) =>
      kept === 0 ? 'Noch nicht gesendet' : `${countAtHead(kept)} auf diesem Gerät aufgehoben`,
    waitingUnkept: (changes) => `${countAtHead(changes)} nicht auf diesem Gerät aufgehoben`,
    notSaving: 'Wird nicht gespeichert',
    reviewing: 'Wartet auf Ihre Entscheidung',
  },

  connection: {
    again: 'Jetzt versuchen',
    slow: 'Langsames Netz: Änderungen kommen etwas später an',
    why: 'Verbindung prüfen',
    back: 'Wieder verbunden. Alles ist gespeichert.',
    lost: 'Die Verbindung ist unterbrochen. Ihre Änderungen sind auf diesem Gerät aufgehoben und werden gesendet, sobald sie zurück ist.',
    lostUnkept:
      'Die Verbindung ist unterbrochen, und dieser Browser hebt nichts auf. Lassen Sie diese Seite offen.',
  },

  trouble: {
    unreachable:
      'Ihre Änderungen erreichen den Server nicht. Sie sind hier aufgehoben und werden gesendet, sobald sie es tun.',
    unknown:
      'Etwas zwischen Ihnen und dem Server lehnt Ihre Änderungen ab. Sie sind hier aufgehoben und werden gesendet, sobald es sie durchlässt.',
    'in-trash':
      'Dieses Dokument liegt im Papierkorb. Ihre Änderungen bleiben hier und werden gesendet, sobald es wiederhergestellt ist.',
    internal: 'Der Server hat ein Problem. Ihre Änderungen sind hier aufgehoben und werden erneut gesendet.',
    'shutting-down':
      'Der Server startet neu. Ihre Änderungen sind hier aufgehoben und werden gesendet, sobald er zurück ist.',
    'storage-failed':
      'Der Server konnte nicht auf seine Platte schreiben. Ihre Änderungen sind hier aufgehoben und werden erneut gesendet.',
    'storage-full': 'Die Platte des Servers ist voll. Ihre Änderungen sind hier aufgehoben, bis Platz ist.',
    'too-many-streams':
      'Zu viele Seiten sind zugleich offen, in diesem Browser oder auf dem Server. Schließen Sie, was Sie nicht brauchen: diese hier geht dann von selbst weiter, und Ihre Änderungen sind bis dahin hier aufgehoben.',
    'too-many-requests':
      'Viele Änderungen auf einmal. Sie sind hier aufgehoben und werden etwas langsamer gesendet.',
  },
}
