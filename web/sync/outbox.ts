import * as v from 'valibot'
import { parseDocument, titleOf } from '../../document/schema/schema.ts'
import { OutboxRecord } from './outbox-record.ts'
import type { OutboxStore, StoredBase, StoredWork, Taken } from './outbox-store.ts'
import type { RollCall } from './roll-call.ts'
import type { Confirmed } from './sync-state.ts'

/** What became of a wish to keep something. `taken`: another page owns this page's work now. */
export type Keeping =
  | { readonly kind: 'kept' }
  | { readonly kind: 'taken'; readonly taken: Taken }
  | { readonly kind: 'failed' }

/** Work of a page that is gone, now this page's own. */
export interface Adopted {
  readonly record: OutboxRecord
  /** The document it stands on, when that was kept. */
  readonly base: Confirmed | undefined
  /** When its page last had a good connection, in milliseconds since 1970. */
  readonly liveAt: number
}

/** More about what is to be kept. */
export interface KeepOptions {
  readonly liveAt: number
  /** The page goes away now. */
  readonly left: boolean
  /** It cannot be sent: it is to outlast a power cut of this device too. */
  readonly isLasting: boolean
  /** The document is to be kept beside the work. */
  readonly base?: Confirmed | undefined
}

/** Where one page keeps its unsent work of one document on this device. Nothing here rejects. */
export interface Outbox {
  put(record: OutboxRecord, options: KeepOptions): Promise<Keeping>
  /** Nothing is unsent. */
  clear(): Promise<Keeping>
  putBase(base: Confirmed): Promise<Keeping>
  /** The newest version of the document that any page of this browser knew. */
  newestBase(): Promise<Confirmed | undefined>
  /**
   * Takes over the work of one page that is gone; no other page can get the same. Whoever does not answer within
   * `patienceMs` is gone: pages in the background answer within milliseconds, frozen ones never.
   */
  adopt(patienceMs?: number): Promise<Adopted | undefined>
  /** Another page took over: what comes from now on is kept apart from that. */
  startOver(): void
  /** Between `leave` and `join` this page is on its way out: nobody is told that it is there. */
  leave(): void
  join(): void
  /** Calls `task` whenever what was kept may be gone, as when a person deletes what this site has stored. */
  onLost(task: () => void): void
  close(): void
}

/** What an outbox is made of. */
export interface OutboxDeps {
  readonly store: OutboxStore
  readonly rollCall: RollCall
  readonly document: string
  readonly client: string
  readonly newKey: () => string
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** A person waits for their page. */
const PATIENCE_MS = 500

const KEPT: Keeping = { kind: 'kept' }
const FAILED: Keeping = { kind: 'failed' }

/** An outbox in this device's database. */
export function createOutbox({ store, rollCall, document, client, newKey, now }: OutboxDeps): Outbox {
  let key = newKey()
  let silence = rollCall.answerFor(key)
  const owned = (attempt: Promise<Taken | undefined>): Promise<Keeping> =>
    attempt.then(
      (taken) => (taken ? { kind: 'taken', taken } : KEPT),
      () => FAILED,
    )
  const toStored = ({ doc, ...rest }: Confirmed): StoredBase => {
    return { ...rest, key, document, title: titleOf(doc), doc: doc.toJSON(), at: now() }
  }

  async function findAbandoned(patienceMs: number): Promise<StoredWork[]> {
    const found = (await store.list(document)).filter(
      (stored) => stored.key !== key && v.is(OutboxRecord, stored.work),
    )
    const unsure = found.filter(({ left }) => !left).map((stored) => stored.key)
    const gone = new Set(await rollCall.silent(unsure, patienceMs))
    return found.filter((stored) => stored.left || gone.has(stored.key))
  }

  async function adopt(patienceMs: number): Promise<Adopted | undefined> {
    const own = key
    const abandoned = await findAbandoned(patienceMs)
    if (abandoned.length === 0) return undefined
    const found = await store.adopt(abandoned, { key: own, client, at: now(), left: false })
    if (!found) return undefined
    const { work, liveAt } = found.stored
    return { record: work, base: found.base && toConfirmed(found.base), liveAt }
  }

  return {
    put(record, { liveAt, left, isLasting, base }) {
      const stored: StoredWork = { key, document, client, at: now(), liveAt, left, work: record }
      return owned(attempt(() => store.put(stored, isLasting, base && toStored(base))))
    },
    clear: () => owned(store.remove(key)),
    putBase: (base) => owned(attempt(() => store.putBase(toStored(base)).then(() => undefined))),
    newestBase: () =>
      store.newestBase(document).then(
        (base) => base && toConfirmed(base),
        () => undefined,
      ),
    adopt: (patienceMs = PATIENCE_MS) => adopt(patienceMs).catch(() => undefined),
    startOver() {
      silence()
      key = newKey()
      silence = rollCall.answerFor(key)
    },
    leave: rollCall.leave,
    join: rollCall.join,
    onLost: store.onLost,
    close: () => silence(),
  }
}

/** An outbox for programs that have nothing to come back to. */
export const noOutbox: Outbox = {
  put: () => Promise.resolve(FAILED),
  clear: () => Promise.resolve(KEPT),
  putBase: () => Promise.resolve(FAILED),
  newestBase: () => Promise.resolve(undefined),
  adopt: () => Promise.resolve(undefined),
  startOver: () => undefined,
  leave: () => undefined,
  join: () => undefined,
  onLost: () => undefined,
  close: () => undefined,
}

/** A browser may throw where it should reject, such as for a database that it closed by itself. */
function attempt<T>(task: () => Promise<T>): Promise<T> {
  try {
    return task()
  } catch (error) {
    return Promise.reject(error)
  }
}

/** Undefined for a copy that another build wrote and this one cannot read. */
function toConfirmed({ epoch, seq, chain, doc }: StoredBase): Confirmed | undefined {
  try {
    return { epoch, seq, chain, doc: parseDocument(doc) }
  } catch {
    return undefined
  }
}
