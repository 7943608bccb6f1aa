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

  function largest(): Network | undefined {
    let found: [Network, number] | undefined
    for (const entry of byNetwork) if (entry[1] > (found?.[1] ?? 0)) found = entry
    return found?.[0]
  }

  /** What a network holds, the one that has not moved for longest last. */
  function heldBy(network: Network): Held[] {
    const own = [...holding].filter((held) => held.network === network)
    return own.sort((a, b) => b.movedAt - a.movedAt || a.bytes - b.bytes)
  }

  function clear(): void {
    // Each network is sorted once: thousands may have to go, and nothing moves meanwhile.
    const sorted = new Map<Network, Held[]>()
    while (total > most * CLEARED_TO && holding.size > 1) {
      const network = largest()
      if (network === undefined) return
      const own = sorted.get(network) ?? heldBy(network)
      sorted.set(network, own)
      const held = own.pop()
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
