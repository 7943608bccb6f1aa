import type { Translated } from '../../../document/words/translated.ts'
import type { savingWords as english } from '../english/saving.ts'
import { countAtHead, countOf } from './count-of.ts'

export const savingWords: Translated<typeof english> = {
  save: {
    opening: 'Wird geöffnet …',
    unreachable: 'Offline. Das Dokument öffnet sich, sobald der Server antwortet.',
    saved: 'Gespeichert',
    saving: 'Wird gespeichert …',
    reconnecting: 'Verbindung wird hergestellt …',
    offline: 'Offline, wird auf diesem Gerät gespeichert …',
    offlineKept: 'Offline, auf diesem Gerät gespeichert',
    offlineUnkept: (changes) => `Offline, ${countOf(changes)} nicht gespeichert`,
    waiting: 'Wird auf diesem Gerät gespeichert …',
    waitingKept: 'Auf diesem Gerät gespeichert',
    waitingUnkept: (changes) => `${countAtHead(changes)} nicht gespeichert`,
    notSaving: 'Wird nicht gespeichert',
    reviewing: 'Wartet auf Ihre Entscheidung',
  },

  connection: {
    again: 'Jetzt versuchen',
    slow: 'Langsames Netz: Änderungen kommen evtl. später an',
    why: 'Verbindung prüfen',
    back: 'Wieder verbunden. Alles ist gespeichert.',
    lost: 'Verbindung unterbrochen. Ihre Änderungen sind auf diesem Gerät gespeichert und werden später synchronisiert.',
    lostUnkept:
      'Verbindung unterbrochen, und dieser Browser kann nichts speichern. Lassen Sie diese Seite offen.',
  },

  trouble: {
    unreachable: 'Der Server ist nicht erreichbar.',
    unknown: 'Etwas zwischen Ihnen und dem Server blockiert Ihre Änderungen.',
    'in-trash': 'Dieses Dokument liegt im Papierkorb.',
    internal: 'Der Server hat ein Problem.',
    'shutting-down': 'Der Server startet neu.',
    'storage-failed': 'Der Server konnte nicht auf seine Festplatte schreiben.',
    'storage-full': 'Die Festplatte des Servers ist voll.',
    'too-many-streams':
      'In diesem Browser oder auf dem Server sind zu viele Seiten offen. Schließen Sie, was Sie nicht brauchen, dann geht es hier weiter.',
    'too-many-requests': 'Zu viele Änderungen auf einmal: Sie werden etwas langsamer gesendet.',
  },
  meanwhile: {
    kept: 'Ihre Änderungen sind auf diesem Gerät gespeichert und werden synchronisiert.',
    unkept: 'Ihre Änderungen gibt es nur in diesem Tab: Lassen Sie ihn offen.',
  },
}
