import type { Translated } from '../../../document/words/translated.ts'
import type { connectionWords as english } from '../english/connection.ts'

const SECONDS = new Intl.NumberFormat('de', { minimumFractionDigits: 1, maximumFractionDigits: 1 })

export const connectionWords: Translated<typeof english> = {
  heading: 'Verbindung prüfen',
  lead: 'Samepage sendet Ihre Änderungen als gewöhnliche Anfragen und empfängt die der anderen als Strom. Diese Seite probiert beides und sagt, was zwischen Ihnen und dem Server steht.',
  running: 'Ein kurzer Strom wird empfangen …',
  again: 'Noch einmal prüfen',
  longer: 'Länger prüfen',
  longerRunning: (seconds) => `${seconds} Sekunden Stille werden abgewartet …`,
  copy: 'Bericht kopieren',
  copied: 'Bericht kopiert',
  notCopied:
    'Dieser Browser lässt die Seite nicht kopieren. Markieren Sie den Text und kopieren Sie ihn von Hand.',
  checksHeading: 'Was geprüft wurde',
  adviceHeading: 'Für Ihre Administration',
  marks: { good: 'Gut', note: 'Gut zu wissen', bad: 'Problem' },

  verdicts: {
    good: 'Ihre Verbindung ist gut: Änderungen gehen sofort hinaus und kommen sofort an.',
    polling:
      'Samepage läuft hier, nur etwas langsamer: Etwas auf dem Weg hält den Strom zurück, deshalb werden die Änderungen der anderen stattdessen abgeholt.',
    noUpdates:
      'Ihre Änderungen werden gespeichert, aber die der anderen erreichen Sie nicht von selbst. Laden Sie neu, um sie zu sehen.',
    foreign:
      'Sie können lesen, aber der Server lehnt Ihre Änderungen ab: Er hält diese Adresse für eine fremde Website.',
    editsBlocked: 'Sie können lesen, aber etwas zwischen Ihnen und dem Server hält Ihre Änderungen auf.',
    noServer: 'Der Server antwortet nicht. Was Sie schreiben, bleibt in Ihrem Browser, bis er es tut.',
  },

  seconds: (ms) => `${SECONDS.format(ms / 1_000)} Sekunden`,

  reach: {
    name: 'Den Server erreichen',
    answered: (ms) => `In ${ms} Millisekunden.`,
    slow: (ms) => `Langsam, in ${ms} Millisekunden. Ihr eigenes Schreiben wartet nicht darauf.`,
    failed: 'Keine Anfrage bekam eine Antwort von Samepage.',
    reused: 'Die Verbindung bleibt für die nächste Anfrage offen.',
    fresh: 'Jede Anfrage braucht eine neue Verbindung, das macht jede etwas langsamer.',
  },
  send: {
    name: 'Ihre Änderungen senden',
    passed: 'Eine Anfrage wie die, die Änderungen tragen, kam durch.',
    foreign: (origin) =>
      `Der Server lehnte sie ab, als käme sie von einer fremden Website. Er weiß nicht, dass seine Adresse ${origin} ist.`,
    refused: (status) => `Jemand auf dem Weg beantwortete sie mit einem Fehler (${status}).`,
    failed: 'Sie bekam keine Antwort, während solche, die nur lesen, eine bekommen.',
  },
  stream: {
    name: 'Änderungen empfangen, während sie geschehen',
    live: (_) => 'Sechs Ereignisse, nacheinander gesendet, kamen nacheinander an.',
    held: (after) =>
      `Sechs Ereignisse, nacheinander gesendet, kamen nach ${after} alle zusammen an. Etwas auf dem Weg sammelt die Antwort, bevor es sie weitergibt.`,
    cut: (after) =>
      `Der Strom brach nach ${after} ab. Etwas auf dem Weg beendet Antworten, die länger dauern.`,
    wrongType: (type) =>
      `Statt des Stroms kam etwas anderes: ${type}. Ein Filter auf dem Weg hat ihn ersetzt.`,
    refused: (status) => `Der Strom wurde mit einem Fehler beantwortet (${status}).`,
    silent: (_) =>
      'Vom Strom kam nichts an. Etwas auf dem Weg wartet auf sein Ende oder lässt ihn nicht durch.',
    noType: 'eine Antwort ohne Typ',
  },
  wait: {
    name: 'Änderungen stattdessen abholen',
    passed:
      'Eine Anfrage, die der Server erst nach zwei Sekunden beantwortet, kam zurück. Das wird genutzt, wo Ströme nicht durchkommen.',
    failed: 'Eine Anfrage, die der Server erst nach zwei Sekunden beantwortet, bekam keine Antwort.',
  },
  silence: {
    name: 'Einen stillen Strom halten',
    kept: (seconds) => `Ein Strom, der ${seconds} Sekunden lang nichts sagte, blieb offen.`,
    cut: (seconds) =>
      `Ein Strom, der ${seconds} Sekunden lang nichts sagte, wurde auf dem Weg beendet. Samepage verbindet sich von selbst neu.`,
  },
  way: {
    name: 'Zwischen Ihnen und dem Server',
    protocol: (version) => `Ihr Browser spricht ${version}.`,
    nobody: 'Niemand auf dem Weg hat sich genannt.',
    traces: (names) => `Diese haben sich genannt: ${names}.`,
    onTheWayIn: 'auf dem Hinweg',
  },
  host: {
    name: 'Die Adresse bei der Ankunft',
    hidden: (host) =>
      `Wer vor dem Server steht, nennt ihn ${host || 'gar nicht'}, nicht so, wie es in Ihrer Adresszeile steht.`,
  },
  secure: {
    name: 'Öffnen ohne den Server',
    yes: 'Diese Adresse ist ein sicherer Kontext: Dokumente, die Sie offen hatten, lassen sich offline öffnen.',
    no: 'Über einfaches HTTP behalten Browser keine Seiten für offline. In einem offenen Dokument lässt sich auch offline schreiben.',
  },
  storage: {
    name: 'Ungesendete Änderungen aufheben',
    yes: 'Dieser Browser hat Speicher für das, was noch nicht gesendet werden konnte.',
    no: 'Dieser Browser hat keinen Speicher für Seiten, wie in manchen privaten Fenstern: Ungesendete Änderungen leben nur im offenen Tab.',
  },
  worker: {
    name: 'Viele Tabs',
    yes: 'Alle Tabs dieses Browsers teilen sich einen Strom.',
    no: 'Dieser Browser kann keinen Strom zwischen Tabs teilen: Bleiben Sie über einfaches HTTP bei etwa vier Dokumenten zugleich.',
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
      'Der Strom wird auf dem Weg komprimiert, das hält Ereignisse zurück. Nehmen Sie text/event-stream von der Kompression aus (nginx: gzip_types ohne diesen Typ).',
    cut: 'Erhöhen Sie für /api/ die Grenze, wie lange eine Antwort dauern darf. nginx: proxy_read_timeout 1h; HAProxy: timeout tunnel 1h; oder dasselbe unter „response timeout“ eines Lastverteilers.',
    blocked:
      'Lassen Sie Antworten vom Typ text/event-stream für /api/ unverändert durch. Ein Webfilter, ein Virenscanner oder ein Proxy ersetzt sie oder hält sie auf.',
    wait: 'Lassen Sie Anfragen auf ihre Antwort warten: mindestens 30 Sekunden für /api/ (nginx: proxy_read_timeout 60s;).',
    silence: (seconds) =>
      `Eine stille Antwort wird früh beendet. Erhöhen Sie die Leerlaufgrenze über ${seconds} Sekunden, oder starten Sie Samepage mit SAMEPAGE_HEARTBEAT=5.`,
    host: (origin) =>
      `Der Proxy ersetzt den Host-Header. Alten Browsern werden ihre Änderungen abgelehnt: Starten Sie Samepage mit SAMEPAGE_URL=${origin}, oder geben Sie Host weiter (nginx: proxy_set_header Host $http_host;).`,
    https: 'Mit HTTPS lassen sich Dokumente auch offline öffnen. Caddy holt sich selbst ein Zertifikat.',
  },
}
