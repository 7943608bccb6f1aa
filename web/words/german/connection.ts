import type { Translated } from '../../../document/words/translated.ts'
import type { connectionWords as english } from '../english/connection.ts'

const SECONDS = new Intl.NumberFormat('de', { minimumFractionDigits: 1, maximumFractionDigits: 1 })

export const connectionWords: Translated<typeof english> = {
  heading: 'Verbindung prüfen',
  lead: 'Samepage sendet Ihre Änderungen als gewöhnliche Anfragen und empfängt die der anderen als Datenstrom. Diese Seite probiert beides aus und zeigt, was zwischen Ihnen und dem Server liegt.',
  running: 'Ein kurzer Datenstrom wird empfangen …',
  again: 'Erneut prüfen',
  longer: 'Länger prüfen',
  longerRunning: (seconds) => `${seconds} Sekunden ohne Daten werden abgewartet …`,
  copy: 'Bericht kopieren',
  copied: 'Bericht kopiert',
  notCopied:
    'Ihr Browser hat das Kopieren verhindert. Markieren Sie den Text und kopieren Sie ihn mit der Tastatur.',
  checksHeading: 'Was geprüft wurde',
  adviceHeading: 'Für Ihre Administration',
  marks: { good: 'Gut', note: 'Gut zu wissen', bad: 'Problem' },

  verdicts: {
    good: 'Ihre Verbindung ist gut: Änderungen werden sofort gesendet und empfangen.',
    polling:
      'Samepage läuft hier, nur etwas langsamer: Unterwegs wird der Datenstrom zurückgehalten, deshalb werden die Änderungen der anderen abgerufen.',
    noUpdates:
      'Ihre Änderungen werden gespeichert, aber die der anderen kommen nicht bei Ihnen an. Laden Sie neu, um sie zu sehen.',
    foreign:
      'Sie können lesen, aber der Server lehnt Ihre Änderungen ab: Er hält diese Adresse für eine fremde Website.',
    editsBlocked: 'Sie können lesen, aber etwas zwischen Ihnen und dem Server blockiert Ihre Änderungen.',
    noServer: 'Der Server antwortet nicht. Bis dahin bleibt in Ihrem Browser, was Sie schreiben.',
  },

  seconds: (ms) => `${SECONDS.format(ms / 1_000)} Sekunden`,

  reach: {
    name: 'Den Server erreichen',
    answered: (ms) => `In ${ms} Millisekunden.`,
    slow: (ms) => `Langsam, in ${ms} Millisekunden. Ihr eigenes Schreiben wartet nicht darauf.`,
    failed: 'Samepage hat auf keine Anfrage geantwortet.',
    reused: 'Die Verbindung bleibt für die nächste Anfrage offen.',
    fresh: 'Jede Anfrage braucht eine neue Verbindung und dauert deshalb etwas länger.',
  },
  send: {
    name: 'Ihre Änderungen senden',
    passed: 'Eine Anfrage, wie sie für Änderungen gesendet wird, kam durch.',
    foreign: (origin) =>
      `Der Server lehnte sie ab, als käme sie von einer fremden Website. Er kennt ${origin} nicht als seine Adresse.`,
    refused: (status) => `Unterwegs wurde sie mit einem Fehler beantwortet (${status}).`,
    failed: 'Sie blieb ohne Antwort, obwohl reine Leseanfragen eine bekommen.',
  },
  stream: {
    name: 'Änderungen empfangen, während sie geschehen',
    live: (_) => 'Sechs Ereignisse, nacheinander gesendet, kamen nacheinander an.',
    held: (after) =>
      `Sechs Ereignisse, nacheinander gesendet, kamen nach ${after} alle auf einmal an. Unterwegs wird die Antwort erst gesammelt und dann weitergegeben.`,
    cut: (after) => `Der Datenstrom brach nach ${after} ab. Unterwegs werden längere Antworten beendet.`,
    wrongType: (type) =>
      `Statt des Datenstroms kam etwas anderes: ${type}. Ein Filter hat ihn unterwegs ersetzt.`,
    refused: (status) => `Der Datenstrom wurde mit einem Fehler beantwortet (${status}).`,
    silent: (_) =>
      'Vom Datenstrom kam nichts an. Unterwegs wird auf sein Ende gewartet, oder er wird blockiert.',
    noType: 'eine Antwort ohne Typ',
  },
  wait: {
    name: 'Änderungen stattdessen abrufen',
    passed:
      'Eine Anfrage, die der Server erst nach zwei Sekunden beantwortet, kam zurück. Das wird genutzt, wo Datenströme nicht durchkommen.',
    failed: 'Eine Anfrage, die der Server erst nach zwei Sekunden beantwortet, blieb ohne Antwort.',
  },
  silence: {
    name: 'Einen stillen Datenstrom offen halten',
    kept: (seconds) => `Ein Datenstrom, der ${seconds} Sekunden lang still war, blieb offen.`,
    cut: (seconds) =>
      `Ein Datenstrom, der ${seconds} Sekunden lang still war, wurde unterwegs beendet. Samepage verbindet sich von selbst neu.`,
  },
  way: {
    name: 'Zwischen Ihnen und dem Server',
    protocol: (version) => `Ihr Browser spricht ${version}.`,
    nobody: 'Kein Proxy erkannt.',
    traces: (names) => `Erkannt: ${names}.`,
    onTheWayIn: 'auf dem Hinweg',
  },
  host: {
    name: 'Die Adresse bei der Ankunft',
    hidden: (host) =>
      `Ein Proxy vor dem Server gibt eine andere Adresse weiter als die in Ihrer Adresszeile: ${host || 'gar keine'}.`,
  },
  secure: {
    name: 'Öffnen ohne den Server',
    yes: 'Diese Adresse ist ein sicherer Kontext: Zuletzt geöffnete Dokumente lassen sich auch offline öffnen.',
    no: 'Über einfaches HTTP heben Browser keine Seiten für offline auf. In einem schon geöffneten Dokument können Sie offline weiterschreiben.',
  },
  storage: {
    name: 'Ungesendete Änderungen speichern',
    yes: 'Dieser Browser kann speichern, was noch nicht gesendet ist.',
    no: 'Dieser Browser kann für Seiten nichts speichern, wie in manchen privaten Fenstern: Ungesendete Änderungen gibt es nur im offenen Tab.',
  },
  worker: {
    name: 'Viele Tabs',
    yes: 'Alle Tabs dieses Browsers teilen sich einen Datenstrom.',
    no: 'In diesem Browser können sich Tabs keinen Datenstrom teilen: Öffnen Sie über einfaches HTTP höchstens etwa vier Dokumente gleichzeitig.',
  },

  advice: {
    none: 'Nichts zu tun.',
    noServer:
      'Läuft der Prozess, und zeigt der Proxy auf seinen Port? GET /healthz auf dem Rechner des Servers antwortet {"status":"ready"}.',
    foreign: (origin) =>
      `Starten Sie Samepage mit SAMEPAGE_URL=${origin}, oder lassen Sie den Proxy den Host-Header weitergeben (nginx: proxy_set_header Host $http_host;).`,
    editsBlocked:
      'Lassen Sie POST-, PUT- und DELETE-Anfragen an /api/ durch, mit Content-Type: application/json. Webfilter und Anwendungs-Firewalls erlauben oft nur GET.',
    held: 'Schalten Sie die Pufferung für /api/ aus. nginx: proxy_buffering off; oder den Header X-Accel-Buffering der Antwort nicht verbergen (proxy_ignore_headers). Apache: flushpackets=on. Caddy braucht nichts. Ein Virenscanner oder Webfilter, der ganze Antworten liest, braucht eine Ausnahme für text/event-stream.',
    compressed:
      'Der Datenstrom wird unterwegs komprimiert, das hält Ereignisse zurück. Nehmen Sie text/event-stream von der Kompression aus (nginx: gzip_types ohne diesen Typ).',
    cut: 'Erhöhen Sie für /api/ die Grenze, wie lange eine Antwort dauern darf. nginx: proxy_read_timeout 1h; HAProxy: timeout tunnel 1h; oder dasselbe unter „response timeout“ eines Lastverteilers.',
    blocked:
      'Lassen Sie Antworten vom Typ text/event-stream für /api/ unverändert durch. Ein Webfilter, ein Virenscanner oder ein Proxy ersetzt sie oder hält sie auf.',
    wait: 'Lassen Sie Anfragen auf ihre Antwort warten: mindestens 30 Sekunden für /api/ (nginx: proxy_read_timeout 60s;).',
    silence: (seconds) =>
      `Eine stille Antwort wird früh beendet. Erhöhen Sie die Leerlaufgrenze über ${seconds} Sekunden, oder starten Sie Samepage mit SAMEPAGE_HEARTBEAT=5.`,
    host: (origin) =>
      `Der Proxy ersetzt den Host-Header. Alten Browsern werden ihre Änderungen abgelehnt: Starten Sie Samepage mit SAMEPAGE_URL=${origin}, oder geben Sie Host weiter (nginx: proxy_set_header Host $http_host;).`,
    https: 'Mit HTTPS lassen sich Dokumente auch offline öffnen. Caddy besorgt das Zertifikat automatisch.',
  },
}
