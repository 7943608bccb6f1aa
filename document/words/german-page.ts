import type { englishPage } from './english-page.ts'
import type { Translated } from './translated.ts'

export const germanPage: Translated<typeof englishPage> = {
  untitled: 'Ohne Titel',
  page: {
    documents: 'Dokumente',
    skip: 'Zum Text springen',
    checkTitle: 'Verbindung prüfen · Samepage',
    noScriptHome:
      'Für die Liste Ihrer Dokumente ist JavaScript nötig. Ein Dokument können Sie auch ohne lesen: Öffnen Sie seinen Link.',
    noScriptDocument:
      'Sie können dieses Dokument lesen. Zum Bearbeiten und um anderen beim Schreiben zuzusehen, ist JavaScript nötig.',
    noScriptConnection:
      'Für die Verbindungsprüfung ist JavaScript nötig. Wenn Sie dies lesen, erreichen gewöhnliche Anfragen den Server.',
  },
  plain: {
    missing: {
      heading: 'Diese Seite gibt es nicht',
      sentence:
        'Der Link ist vielleicht unvollständig. Bitten Sie die Person, die ihn Ihnen geschickt hat, ihn noch einmal zu kopieren.',
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
        'Auf dem Server ist etwas schiefgegangen. Es ist nichts verloren. Bitte versuchen Sie es noch einmal.',
    },
    reference: 'Kennung',
    home: 'Zu Ihren Dokumenten',
  },
}
