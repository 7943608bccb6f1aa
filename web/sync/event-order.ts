import type { ReadCommit } from './sync-state.ts'

/** Events that came too early, by sequence number. */
export type Held = ReadonlyMap<number, ReadCommit>

/** What may be taken in now, what must wait, and whether something between is missing. */
export interface Ordered {
  readonly ready: readonly ReadCommit[]
  readonly held: Held
  readonly isMissing: boolean
}

/** More events than this are not held: what is missing will be fetched with them. */
export const HOLD_LIMIT = 1_000

/** What is held when more has arrived: what is known already is not, nor what finds no room. */
export function holdEvents(seq: number, held: Held, arrived: readonly ReadCommit[]): Held {
  const waiting = new Map(held)
  for (const event of arrived) {
    // The one that all others wait for always finds room.
    if (event.seq === seq + 1 || (event.seq > seq && waiting.size < HOLD_LIMIT)) waiting.set(event.seq, event)
  }
  return waiting
}

/**
 * Puts events in the log's order, whatever the network did to them: those up to `seq` are known and ignored,
 * a later one waits until the ones before it are there.
 */
export function orderEvents(seq: number, held: Held, arrived: readonly ReadCommit[]): Ordered {
  const waiting = new Map(holdEvents(seq, held, arrived))
  const ready: ReadCommit[] = []
  for (const known of [...waiting.keys()]) if (known <= seq) waiting.delete(known)
  for (let next = seq + 1; waiting.has(next); next++) {
    const event = waiting.get(next)
    if (event) ready.push(event)
    waiting.delete(next)
  }
  return { ready, held: waiting, isMissing: waiting.size > 0 }
}
