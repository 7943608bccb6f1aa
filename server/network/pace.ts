import type { MonotonicClock } from '../clock.ts'

/** What a piece of work costs beside its bytes, in bytes: many small ones take as long as a few large ones. */
export const LEAST_BYTES = 65_536

/** Work that many may wait for at one moment, such as one answer that a thousand asked for, in portions. */
export interface Pace {
  /**
   * Resolves when so many bytes may be worked on: at once while this turn of the event loop has room, and otherwise in
   * one of the next. Networks take turns, so that nobody waits for all that another has asked for.
   */
  pass(network: string, bytes: number): Promise<void>
  /** The same, with work that is done in that very turn: what it spends itself is seen before the next begins. */
  run(network: string, bytes: number, work: () => void): void
  /** Counts work that was done without waiting. */
  spend(bytes: number): void
}

interface Waiting {
  readonly bytes: number
  readonly go: () => void
}

/** Lets about so many bytes through in each turn of the event loop; what is larger goes alone. */
export function createPace(bytesPerTurn: number, clock: Pick<MonotonicClock, 'soon'>): Pace {
  const waiting = new Map<string, Waiting[]>()
  let used = 0

  function spend(bytes: number): void {
    if (used === 0) clock.soon(turn)
    used += Math.max(LEAST_BYTES, bytes)
  }

  function turn(): void {
    used = 0
    while (used < bytesPerTurn) {
      const [first] = waiting
      if (!first) return
      const [network, queue] = first
      waiting.delete(network)
      const next = queue.shift()
      // Put in again, so that the other networks come before it.
      if (queue.length > 0) waiting.set(network, queue)
      if (!next) continue
      spend(next.bytes)
      next.go()
    }
  }

  function run(network: string, bytes: number, go: () => void): void {
    if (waiting.size === 0 && used < bytesPerTurn) {
      spend(bytes)
      go()
      return
    }
    const queue = waiting.get(network) ?? []
    queue.push({ bytes, go })
    waiting.set(network, queue)
  }

  return {
    run,
    spend,
    pass: (network, bytes) => new Promise((resolve) => run(network, bytes, resolve)),
  }
}
