import type { TemplateTexts } from './template.ts'

export const german: TemplateTexts = {
  meeting: (today) => `# Besprechung, ${today}

**Anwesend:**

**Ziel:** in einem Satz, wann sich diese Besprechung gelohnt hat

## Tagesordnung

1. Was sich seit dem letzten Mal getan hat
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

*Zuletzt überprüft am ${today}*

## Ziel

Was ändert sich dadurch, und für wen?

## Gehört nicht dazu

- Was man erwarten könnte, aber nicht bekommt

## Meilensteine

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
- **Wird informiert:**

## Nächste Schritte

- [ ]
- [ ]
`,
  decision: (today) => `# Entscheidung:

**Datum:** ${today}\\
**Entschieden von:**\\
**Stand:** vorgeschlagen

## Anlass

Warum muss jetzt entschieden werden? Was wissen wir, was nehmen wir nur an?

## Optionen

### Erste Option

- Dafür:
- Dagegen:

### Zweite Option

- Dafür:
- Dagegen:

### Alles bleibt, wie es ist

- Dafür:
- Dagegen:

## Entscheidung

Wir haben uns für … entschieden, weil …

## Preis

Was wir dafür aufgeben und wer ihn zahlt

## Wann wir neu darüber nachdenken

Woran würden wir merken, dass wir falschlagen?
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

Was ich bewusst liegen lasse:
`,
  lesson: (today) => `# Unterrichtsstunde:

**Klasse:**\\
**Datum:** ${today}\\
**Dauer:** 45 Minuten

## Lernziele

Am Ende können alle …

1.
2.

## Vorwissen

Was sie schon wissen müssen und wie ich das prüfe:

## Ablauf

| Minuten | Was geschieht | Form | Material |
| ------- | ------------- | ---- | -------- |
| 5       | Einstieg      | alle |          |
| 15      | Neuer Stoff   | alle |          |
| 20      | Übung         | zu zweit |      |
| 5       | Rückblick     | alle |          |

## Falls Zeit bleibt

-

## Hausaufgaben

- [ ]

## Danach

Was gut lief und was ich beim nächsten Mal ändere:
`,
  trip: (today) => `# Reise nach

*Angefangen am ${today}. Alle, die mitkommen, können hier schreiben.*

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
| Anreise |  |        |             |        |
| Unterkunft | |      |             |        |

## Packliste

- [ ] Ausweise
- [ ] Ladegeräte
- [ ] Medikamente
- [ ]

## Gut zu wissen

- Adresse der Unterkunft:
- Im Notfall:
`,
}
