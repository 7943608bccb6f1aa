import { callDuring } from './caller.ts'
import type { Outcome } from './run-attack.ts'

/** What nobody may be held up longer by, in milliseconds of `GET /healthz`. */
export const LONGEST_WAIT_MS = 250
/** What the process may never have taken, in bytes. */
export const MOST_MEMORY_BYTES = 1_000_000_000

/** Why the server did not stand this attack; nothing when it did. */
export function verdict({ report, death, faults, tally }: Outcome): string[] {
  const { waits, peakBytes, honest } = report
  const all = [
    death && `it died (${death})`,
    waits.longestOwn > LONGEST_WAIT_MS &&
      `others waited ${ms(waits.longestOwn)} (${callDuring(tally, waits.longestOwnAt) ?? 'no call of ours'})`,
    !death && waits.unanswered > 0 && `${waits.unanswered} of ${waits.asked} were not answered`,
    peakBytes >= MOST_MEMORY_BYTES && `it took ${megabytes(peakBytes)}`,
    honest.fault && `the honest person: ${honest.fault}`,
    ...faults,
  ]
  return all.filter((fault) => typeof fault === 'string' && fault !== '') as string[]
}

/** One line about an attack. */
export function toLine(outcome: Outcome): string {
  return toCells(outcome).join(' · ')
}

/** The same as cells of a table with the columns of `HEADINGS`. */
export function toCells(outcome: Outcome): string[] {
  const { attack, leading, tally, report, death, notes } = outcome
  const { waits, peakBytes, honest } = report
  const how = [
    leading.times > 1 ? `${leading.times} at once` : '',
    leading.scale === 1
      ? ''
      : leading.scale > 1
        ? `× ${leading.scale}`
        : `÷ ${Math.round(1 / leading.scale)}`,
  ].filter(Boolean)
  const broken = verdict(outcome)
  return [
    [attack.name, ...how].join(', '),
    `${attack.input}; ${bytes(tally.sentBytes)}`,
    `${ms(waits.longestOwn)} (${ms(waits.longest)} by the wall)`,
    megabytes(peakBytes),
    [...tally.answers].map(([name, count]) => (count > 1 ? `${name} × ${count}` : name)).join(', '),
    death ? 'died' : 'lives',
    `${honest.acknowledged} letters, the slowest saved in ${ms(honest.longestAcknowledgement)}, seen in ${ms(honest.longestArrival)}`,
    [...notes, broken.length ? `BREAKS THE BAR: ${broken.join('; ')}` : 'holds'].join('; '),
  ]
}

export const HEADINGS = [
  'attack',
  'what is sent',
  'longest wait',
  'memory',
  'answers',
  'process',
  'the honest person',
  'verdict',
]

function ms(value: number): string {
  return `${Math.round(value).toLocaleString('en')} ms`
}

function megabytes(value: number): string {
  return `${Math.round(value / 1e6).toLocaleString('en')} MB`
}

function bytes(value: number): string {
  if (value < 10_000) return `${value} bytes`
  return value < 1e6 ? `${Math.round(value / 1e3)} kB` : `${Math.round(value / 1e5) / 10} MB`
}
