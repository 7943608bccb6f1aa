import type { Random } from './random.ts'

/** From the least to the most; what holds is drawn anew each time. */
export type Range = readonly [least: number, most: number]

/** What is wrong with a line. Any may be given together; a line without faults is a good one. */
export interface LineFaults {
  /** Each piece arrives so many milliseconds later, in either direction. Order is kept. */
  readonly delay?: Range
  /** A connection is reset when so many bytes have gone over it, wherever in a message that is. */
  readonly cutAfter?: Range
  /** Bytes are taken and never passed on: the browser's (`up`), the server's (`down`) or both. Nobody is told. */
  readonly lose?: 'up' | 'down' | 'both'
  /** The bytes of an answer are held back until it is whole, or passed on in blocks of so many. */
  readonly buffer?: 'whole' | number
  /** The share of POSTs whose bytes are sent once more, a little later, over a connection of their own. */
  readonly duplicate?: number
}

/** What a line has done so far, so that a test can demand that its faults did happen. */
export interface LineCounts {
  connections: number
  /** Pieces that arrived later than they might have. */
  delayed: number
  /** Connections reset by a fault or by `cut`. */
  cut: number
  /** Connections of which one side went without a word. */
  stranded: number
  /** Bytes that never arrived. */
  lost: number
  /** Pieces of answers that were held back. */
  held: number
  /** Requests that were sent once more. */
  duplicated: number
}

/** Counts of a line that has done nothing yet. */
export function noCounts(): LineCounts {
  return { connections: 0, delayed: 0, cut: 0, stranded: 0, lost: 0, held: 0, duplicated: 0 }
}

/** More than this waits nowhere: a direction that has so much under way is not read, a held answer is let go. */
export const HELD_BYTES = 4_194_304

/** A whole number of the range. */
export function draw(random: Random, [least, most]: Range): number {
  return least + random.int(most - least + 1)
}
