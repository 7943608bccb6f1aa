import * as v from 'valibot'
import { OutboxRecord } from './outbox-record.ts'

/** Where a page leaves unsent work when it goes away. All calls are synchronous: a page has no time to wait. */
export interface Outbox {
  /** Takes over the work of one page that is gone; no other page can take the same record. */
  adopt(document: string): OutboxRecord | undefined
  /** Keeps a page's work. False when it did not fit. */
  put(document: string, client: string, record: OutboxRecord): boolean
  /** Removes this page's own record; false when another page has adopted it. */
  remove(document: string, client: string): boolean
}

/** The part of `localStorage` that an outbox uses. */
export type OutboxStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** An outbox in the browser's storage, one entry per page. */
export function createOutbox(storage: OutboxStorage): Outbox {
  const prefix = (document: string) => `samepage-outbox:${document}:`
  const take = (key: string): string | null => {
    const text = storage.getItem(key)
    storage.removeItem(key)
    return text
  }
  return {
    adopt(document) {
      for (let i = 0; i < storage.length; i++) {
        const key = storage.key(i)
        if (!key?.startsWith(prefix(document))) continue
        const read = readRecord(take(key))
        if (read) return read
        i = -1
      }
      return undefined
    },
    put(document, client, record) {
      try {
        storage.setItem(prefix(document) + client, JSON.stringify(record))
        return true
      } catch {
        return false
      }
    },
    remove: (document, client) => take(prefix(document) + client) !== null,
  }
}

/** An outbox for programs that have nothing to come back to. */
export const noOutbox: Outbox = { adopt: () => undefined, put: () => false, remove: () => true }

function readRecord(text: string | null): OutboxRecord | undefined {
  try {
    const read = v.safeParse(OutboxRecord, JSON.parse(text ?? 'null'))
    return read.success ? read.output : undefined
  } catch {
    return undefined
  }
}
