import { connectionWords as words } from '../connection-words.ts'
import type { Report } from './judge.ts'

/** A report as plain text, to be sent to whoever can help. */
export function reportText({ verdict, checks, advice }: Report, origin: string, browser: string): string {
  return [
    `${words.heading}: ${origin}`,
    words.verdicts[verdict],
    '',
    ...checks.map(({ mark, name, text }) => `${mark === 'good' ? '✓' : '!'} ${name}: ${text}`),
    '',
    `${words.adviceHeading}:`,
    ...advice.map((each) => `- ${each}`),
    '',
    browser,
    '',
  ].join('\n')
}
