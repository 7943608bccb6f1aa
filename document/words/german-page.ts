import type { englishPage } from './english-page.ts'
import type { Translated } from './translated.ts'

export const germanPage: Translated<typeof englishPage> = {
  untitled: 'Ohne Titel',
  page: {
    documents: 'Dokumente',
    skip: 'Zum Text springen',
    checkTitle: 'Verbindung prüfen · Samepage',
    noScriptHome:
      'Die Liste Ihrer Dokumente braucht JavaScript. Ein Dokument selbst lässt sich auch ohne lesen: Öffnen Sie seinen Link.',
    noScriptDocument:
      'Sie können dieses Dokument lesen. Um es zu bearbeiten und anderen beim Schreiben zuzusehen, braucht es JavaScript.',
    noScriptConnection:
      'Die Prüfung der Verbindung braucht JavaScript. Wenn Sie dies lesen, erreichen gewöhnliche Anfragen den Server.',
  },
  plain: {
    missing: {
      heading: 'Diese Seite gibt es nicht',
      sentence:
        'Der Link ist vielleicht unvollständig. Bitten Sie die Person, die ihn geschickt hat, ihn noch einmal zu kopieren.',
    },
    restarting: {
      heading: 'Samepage startet neu',
      sentence: 'Der Server startet gerade neu. Versuchen Sie es in ein paar Sekunden noch einmal.',
    },
    refused: {
      heading: 'Das hat nicht geklappt',
      sentence:
        'Der Server nimmt diese Anfrage nicht an. Gehen Sie zurück und versuchen Sie es auf anderem Weg.',
    },
    failed: {
      heading: 'Das hat nicht geklappt',
      sentence:
        'Auf dem Server ist etwas schiefgegangen. Nichts ist verloren; versuchen Sie es gleich noch einmal.',
    },
    reference: 'Kennung',
    home: 'Zu Ihren Dokumenten',
  },
}
