import { REFUSALS } from '../document/protocol/refusals.ts'
import { escapeText } from '../document/text/escape.ts'
import type { Refusal } from './refusal.ts'

const HEADINGS: Readonly<Record<number, string>> = {
  404: 'This page does not exist',
  503: 'Samepage is restarting',
}

/** The page somebody sees who navigated to what cannot be shown: a heading, a sentence, a way home. */
export function toPlainPage({ code, details }: Refusal): string {
  const { status, message } = REFUSALS[code]
  const heading = HEADINGS[status] ?? 'That did not work'
  const sentence =
    status === 404 ? 'The link may be incomplete. Ask the person who sent it to copy it once more.' : message
  const reference = details.reference ? `<p>Reference: ${escapeText(details.reference)}</p>` : ''
  return `<!doctype html>
<html lang="en">
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
<p><a href="/">Go to your documents</a></p>
</main>
</body>
</html>
`
}
