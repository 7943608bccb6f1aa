import type { Clock } from './clock.ts'
import type { Outbox } from './outbox.ts'
import type { SyncClient } from './sync-client.ts'

/** Brings to the server what other pages of this browser left behind, while their document is open here. */
export interface Courier {
  /** Looks now; it looks by itself from time to time as well. */
  look(): void
}

/** What a courier needs from outside. */
export interface CourierDeps {
  readonly clock: Clock
  /** A place of its own for the work it takes over, and the way to a client without an editor on it. */
  readonly open: () => { readonly outbox: Outbox; readonly openClient: (outbox: Outbox) => SyncClient }
  /** False while nothing could be sent anyway. */
  readonly isLive: () => boolean
}

const LOOK_EVERY_MS = 30_000

/** Nobody waits for it, and a page may be busy for a while: with a large paste, for one. */
const PATIENCE_MS = 4_000

/** Makes one that looks for the first time when it is told to. */
export function createCourier({ clock, open, isLive }: CourierDeps): Courier {
  let isBusy = false
  let client: SyncClient | undefined
  clock.after(LOOK_EVERY_MS, tick)

  function tick(): void {
    clock.after(LOOK_EVERY_MS, tick)
    look()
  }

  function look(): void {
    if (isBusy || !isLive()) return
    isBusy = true
    void carry().finally(() => {
      isBusy = client !== undefined
    })
  }

  async function carry(): Promise<void> {
    const { outbox, openClient } = open()
    const adopted = await outbox.adopt(PATIENCE_MS)
    if (!adopted) {
      outbox.close()
      return
    }
    client = openClient({
      ...outbox,
      adopt: () => Promise.resolve(adopted),
      // Cleared when the last of it is in the log: the way is done.
      async clear() {
        const cleared = await outbox.clear()
        client?.stop()
        client = undefined
        isBusy = false
        look()
        return cleared
      },
    })
    client.start()
  }

  return { look }
}
