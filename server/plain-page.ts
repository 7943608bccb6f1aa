import { REFUSALS } from '../document/protocol/refusals.ts'
import { escapeText } from '../document/text/escape.ts'
import type { PageWords, Spoken } from './page-words.ts'
import type { Refusal } from './refusal.ts'

/** The page somebody sees who navigated to what cannot be shown: a heading, a sentence, a way home. */
export function toPlainPage({ code, details }: Refusal, { language, words }: Spoken): string {
  const { heading, sentence } = words.plain[kindOf(REFUSALS[code].status)]
  const reference = details.reference
    ? `<p>${escapeText(words.plain.reference)}: ${escapeText(details.reference)}</p>`
    : ''
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escapeText(heading)} · Samepage</title>
</head>
<body>
<main>
<h1>${escapeText(heading)}</h1>
<p>${escapeText(sentence)}</p>
${reference}
<p><a href="/">${escapeText(words.plain.home)}</a></p>
</main>
</body>
</html>
`
}

function kindOf(status: number): Exclude<keyof PageWords['plain'], 'reference' | 'home'> {
  if (status === 404) return 'missing'
  if (status === 503) return 'restarting'
  return status < 500 ? 'refused' : 'failed'
}
