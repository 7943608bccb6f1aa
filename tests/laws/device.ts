import * as v from 'valibot'
import { OutboxRecord, toRecord } from '../../web/sync/outbox-record.ts'
import type { SyncState } from '../../web/sync/sync-state.ts'

/** What another page took over of what was kept under a key. */
export interface TakenOver {
  readonly transactions: number
  readonly lost: number
  readonly inflight: string | null
}

/** One browser's database, as `web/sync/outbox-store.ts` keeps it: every call is one transaction. */
export interface Device {
  /** Keeps what is unsent. Answers what another page has taken over already: then it counts for nothing. */
  write(key: string, state: SyncState): TakenOver | undefined
  /** Whether something is, or was, kept under this key. */
  knows(key: string): boolean
  /** The page with this key does not answer: what it left may be adopted. */
  silence(key: string): void
  /** It answers again. */
  answer(key: string): void
  /** Work of a page that is gone, now `by`'s own; nobody else gets it. */
  adopt(by: string): OutboxRecord | undefined
  /** How much work is kept. */
  size(): number
  /** Everything kept under a key, as text. */
  read(key: string): string
}

/** A device on which nothing is kept. */
export function createDevice(): Device {
  const works = new Map<string, string>()
  const taken = new Map<string, TakenOver>()
  const silent = new Set<string>()
  return {
    write(key, state) {
      const lost = taken.get(key)
      if (lost) return lost
      const record = toRecord(state)
      if (record) works.set(key, JSON.stringify(record))
      else works.delete(key)
      return undefined
    },
    knows: (key) => works.has(key) || taken.has(key),
    silence: (key) => void silent.add(key),
    answer: (key) => void silent.delete(key),
    adopt(by) {
      const found = [...works].find(([key]) => key !== by && silent.has(key))
      if (!found) return undefined
      const [key, json] = found
      const record = v.parse(OutboxRecord, JSON.parse(json))
      works.delete(key)
      const { transactions, lost, inflight } = record
      taken.set(key, { transactions, lost: lost.length, inflight: inflight?.id ?? null })
      works.set(by, json)
      return record
    },
    size: () => works.size,
    read: (key) => works.get(key) ?? '',
  }
}
