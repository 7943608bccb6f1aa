import { language } from '../language.ts'
import { words } from '../words.ts'

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000_000],
  ['month', 2_592_000_000],
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]
const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })

/** How long ago `at` was, in words; both in milliseconds since 1970. The future counts as now. */
export function relativeTime(at: number, now: number): string {
  const ago = Math.max(0, now - at)
  for (const [unit, ms] of STEPS) if (ago >= ms) return format.format(-Math.floor(ago / ms), unit)
  return words.home.justNow
}

/** A length of time in words, such as `2 hours`; from one minute on. */
export function durationWords(ms: number): string {
  const [unit, length] = STEPS.find(([, length]) => ms >= length) ?? ['minute', 60_000]
  const count = Math.max(1, Math.floor(ms / length))
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count)
}
