import type { TemplateTexts } from './template.ts'

export const german: TemplateTexts = {
  meeting: (today) => `# Besprechung, ${today}

**Anwesend:**

**Ziel dieser Besprechung:** ein Satz, der sagt, wann sie sich gelohnt hat.

## Tagesordnung

1. Was seit dem letzten Mal geschehen ist
2.
3.

## Notizen

-

## Beschlüsse

-

## Zu erledigen

- [ ] Wer macht was, bis wann
- [ ]
`,
  project: (today) => `# Projektplan

*Zuletzt durchgesehen am ${today}*

## Ziel

Was ist für wen anders, wenn das fertig ist? Zwei oder drei Sätze, die auch Fremde verstehen.

## Gehört nicht dazu

- Was jemand erwarten könnte und nicht bekommt

## Etappen

| Wann | Was ist fertig | Wer |
| ---- | -------------- | --- |
|      |                |     |
|      |                |     |
|      |                |     |

## Risiken

- **Was schiefgehen kann:** woran wir es merken und was wir dann tun

## Beteiligte

- **Entscheidet:**
- **Macht die Arbeit:**
- **Will es wissen:**

## Nächste Schritte

- [ ]
- [ ]
`,
  decision: (today) => `# Entscheidung:

**Datum:** ${today}\\
**Entschieden von:**\\
**Stand:** vorgeschlagen

## Anlass

Warum muss jetzt entschieden werden? Was ist bekannt, was wird angenommen?

## Möglichkeiten

### Erste Möglichkeit

- Dafür:
- Dagegen:

### Zweite Möglichkeit

- Dafür:
- Dagegen:

### Alles bleibt, wie es ist

- Dafür:
- Dagegen:

## Wahl

Wir wählen … weil …

## Preis

Was wir damit aufgeben und wen es etwas kostet.

## Wann wir es wieder ansehen

Was müsste geschehen, damit dies falsch ist?
`,
  week: (today) => `# Woche vom ${today}

## Was gut lief

-

## Was nicht

-

## Was ich gelernt habe

> Ein Satz genügt.

## Liegen geblieben

- [ ]

## Drei Dinge für die nächste Woche

1.
2.
3.

## Nicht nächste Woche

Was ich mit Absicht ruhen lasse:
`,
  lesson: (today) => `# Unterrichtsstunde:

**Klasse:**\\
**Datum:** ${today}\\
**Dauer:** 45 Minuten

## Lernziele

Am Ende können alle …

1.
2.

## Was sie mitbringen

Was vorher bekannt sein muss und wie ich merke, ob es das ist:

## Ablauf

| Minuten | Was geschieht | Form | Material |
| ------- | ------------- | ---- | -------- |
| 5       | Einstieg      | alle |          |
| 15      | Neues         | alle |          |
| 20      | Übung         | zu zweit |      |
| 5       | Rückblick     | alle |          |

## Falls Zeit bleibt

-

## Hausaufgaben

- [ ]

## Danach

Was gelang und was ich beim nächsten Mal ändere:
`,
  trip: (today) => `# Reise nach

*Begonnen am ${today}. Wer mitkommt, darf hier schreiben.*

**Von – bis:**\\
**Wer kommt mit:**

## Tage

### Erster Tag

-

### Zweiter Tag

-

## Buchungen

| Was | Wann | Nummer | Bezahlt von | Kosten |
| --- | ---- | ------ | ----------- | ------ |
| Fahrt |    |        |             |        |
| Bett  |    |        |             |        |

## Einpacken

- [ ] Papiere
- [ ] Ladegeräte
- [ ] Medikamente
- [ ]

## Gut zu wissen

- Adresse der Unterkunft:
- Im Notfall:
`,
}
