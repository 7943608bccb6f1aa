import type { HeldBytes, Holding } from '../network/held-bytes.ts'
import type { Network } from '../network/network.ts'

/** Bytes that several readers wait for: in memory once, and counted once. */
export interface SharedBytes {
  /** A reader waits for these bytes. `drop` is called when they have to go, with all who wait for them. */
  wait(bytes: Buffer, network: Network, drop: () => void): Wait
}

/** One reader's wait for some bytes. */
export interface Wait {
  /** Some of them were taken. */
  moved(): void
  /** Nothing of them is waited for any more. */
  end(): void
}

interface Shared {
  readonly held: Holding
  readonly drops: Set<() => void>
}

/** Nobody waits yet. The same buffer is the same bytes; it is held for the network that waited first. */
export function createSharedBytes(unread: HeldBytes): SharedBytes {
  const all = new Map<Buffer, Shared>()

  function begin(bytes: Buffer, network: Network): Shared {
    const drops = new Set<() => void>()
    const dropAll = (): void => {
      for (const drop of [...drops]) drop()
    }
    const shared = { held: unread.hold(network, dropAll), drops }
    all.set(bytes, shared)
    return shared
  }

  return {
    wait(bytes, network, drop) {
      const known = all.get(bytes)
      const shared = known ?? begin(bytes, network)
      const { held, drops } = shared
      drops.add(drop)
      if (!known) held.set(bytes.length)
      return {
        moved: () => held.set(bytes.length),
        end() {
          drops.delete(drop)
          if (drops.size > 0 || all.get(bytes) !== shared) return
          all.delete(bytes)
          held.release()
        },
      }
    },
  }
}
