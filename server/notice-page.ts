import { REFUSALS } from '../document/protocol/refusals.ts'
import { escapeText } from '../document/text/escape.ts'
import { type PageWords, type Spoken, translate } from './page-words.ts'
import type { Refusal } from './refusal.ts'

/** Where the built page holds its notice. */
const PLACE = '<!--notice-->'

/**
 * The page somebody sees who navigated to what cannot be shown: a heading, a sentence, a way home. `page` is the built
 * `notice` page, which needs no script.
 */
export function toNoticePage(page: string, { code, details }: Refusal, spoken: Spoken): string {
  const { plain } = spoken.words
  const { heading, sentence } = plain[kindOf(REFUSALS[code].status)]
  const reference = details.reference
    ? `<p class="notice-reference">${escapeText(plain.reference)}: ${escapeText(details.reference)}</p>\n`
    : ''
  const notice = `<h1>${escapeText(heading)}</h1>
<p>${escapeText(sentence)}</p>
${reference}<a class="button filled" href="/">${escapeText(plain.home)}</a>`
  return translate(page, spoken)
    .replace(/<title>[^<]*<\/title>/, () => `<title>${escapeText(heading)} · Samepage</title>`)
    .replace(PLACE, () => notice)
}

function kindOf(status: number): Exclude<keyof PageWords['plain'], 'reference' | 'home'> {
  if (status === 404) return 'missing'
  if (status === 503) return 'restarting'
  return status < 500 ? 'refused' : 'failed'
}
