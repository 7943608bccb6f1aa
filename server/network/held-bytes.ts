import type { MonotonicClock } from '../clock.ts'
import type { Network } from './network.ts'

/** How far it is cleared when there are too many: not one byte at a time. */
const CLEARED_TO = 0.75

/** Bytes in memory that wait for somebody else, all of one kind, bounded together. */
export interface HeldBytes {
  /** Holds nothing yet. `drop` is called, once, when these bytes have to go. */
  hold(network: Network, drop: () => void): Holding
  total(): number
}

/** Bytes that wait for one reader or come from one sender. */
export interface Holding {
  /** So many are held from now on: something moved. */
  set(bytes: number): void
  /** Gives them back; may be called again. */
  release(): void
}

interface Held {
  readonly network: Network
  readonly drop: () => void
  bytes: number
  movedAt: number
}

/**
 * Holds at most so many bytes: beyond that the network that holds most gives, and of it what has not moved for longest.
 * So who is slow on purpose goes first, and who is alone is never stopped by their own.
 */
export function createHeldBytes(most: number, clock: MonotonicClock): HeldBytes {
  const holding = new Set<Held>()
  const byNetwork = new Map<Network, number>()
  let total = 0

  function change(held: Held, bytes: number): void {
    const more = bytes - held.bytes
    total += more
    const ofNetwork = (byNetwork.get(held.network) ?? 0) + more
    if (ofNetwork > 0) byNetwork.set(held.network, ofNetwork)
    else byNetwork.delete(held.network)
    held.bytes = bytes
    if (bytes > 0) holding.add(held)
    else holding.delete(held)
  }

  /** Those of the network that holds most, the one that has not moved for longest first. */
  function worst(): Held | undefined {
    const [[network] = []] = [...byNetwork].sort(([, a], [, b]) => b - a)
    return [...holding]
      .filter((held) => held.network === network)
      .sort((a, b) => a.movedAt - b.movedAt || b.bytes - a.bytes)[0]
  }

  function clear(): void {
    while (total > most * CLEARED_TO && holding.size > 1) {
      const held = worst()
      if (!held) return
      change(held, 0)
      held.drop()
    }
  }

  return {
    hold(network, drop) {
      const held: Held = { network, drop, bytes: 0, movedAt: clock.elapsed() }
      let isOver = false
      return {
        set(bytes) {
          if (isOver) return
          held.movedAt = clock.elapsed()
          change(held, bytes)
          if (total > most) clear()
        },
        release() {
          isOver = true
          change(held, 0)
        },
      }
    },
    total: () => total,
  }
}
