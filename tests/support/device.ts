import 'fake-indexeddb/auto'
import { randomBytes } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { BroadcastChannel } from 'node:worker_threads'
import { deleteDB } from 'idb'
import { onTestFinished } from 'vitest'
import { createOutbox, type Outbox } from '../../web/sync/outbox.ts'
import { createOutboxStore, type OutboxStore, type StoredWork } from '../../web/sync/outbox-store.ts'
import { createRollCall, type RollCall, type RollCallChannel } from '../../web/sync/roll-call.ts'
import { systemClock } from '../../web/system-clock.ts'

/** What a page of this device is opened with. */
export interface DevicePage {
  readonly client: string
  readonly outbox: Outbox
  /** The page is gone, without a word: it answers nobody and writes nothing any more. */
  vanish(): void
}

/** How a page of a device differs from an ordinary one. */
export interface PageOver {
  readonly store?: (own: OutboxStore) => OutboxStore
  readonly now?: () => number
}

/** One browser's database and the channel its pages hear each other on. */
export interface Device {
  page(document: string, over?: PageOver): DevicePage
  readonly store: OutboxStore
  /** Looks at what is kept of a document until `holds`. */
  until(document: string, holds: (kept: readonly StoredWork[]) => boolean): Promise<readonly StoredWork[]>
  /** Deletes the database, as a person does who clears what a site has stored. */
  clear(): Promise<void>
}

/** A device with nothing on it. */
export function aDevice(): Device {
  const name = anId()
  const store = createOutboxStore(name)
  onTestFinished(() => store.close())
  return {
    store,
    page(document, { store: over, now = Date.now } = {}) {
      const own = createOutboxStore(name)
      const rollCall = aRollCall(name)
      const client = anId()
      const vanish = () => {
        rollCall.leave()
        own.close()
      }
      onTestFinished(vanish)
      const outbox = createOutbox({
        store: over?.(own) ?? own,
        rollCall,
        document,
        client,
        newKey: anId,
        now,
      })
      return { client, outbox, vanish }
    },
    async until(document, holds) {
      for (;;) {
        const kept = await store.list(document)
        if (holds(kept)) return kept
        await setImmediate()
      }
    },
    clear: () => deleteDB(name),
  }
}

/** A roll call over Node's own channels, which Node does not wait for when a test ends. */
function aRollCall(name: string): RollCall {
  return createRollCall(systemClock, () => {
    const channel = new BroadcastChannel(name)
    channel.unref()
    return channel as unknown as RollCallChannel
  })
}

function anId(): string {
  return randomBytes(9).toString('base64url')
}
