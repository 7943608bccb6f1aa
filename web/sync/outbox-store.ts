import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { OutboxRecord } from './outbox-record.ts'

/** One page's unsent work, as this device keeps it. */
export interface StoredWork {
  /** One page load; a fresh one when another page took over what was kept under the old one. */
  readonly key: string
  readonly document: string
  readonly client: string
  /** When it was written, in milliseconds since 1970. */
  readonly at: number
  /** When its page last had a good connection. */
  readonly liveAt: number
  /** True when its page said goodbye: nobody writes here any more. */
  readonly left: boolean
  readonly work: OutboxRecord
}

/** A confirmed document as a page knew it. */
export interface StoredBase {
  readonly key: string
  readonly document: string
  readonly epoch: string
  readonly seq: number
  readonly chain: string
  readonly title: string
  /** ProseMirror JSON. */
  readonly doc: unknown
  readonly at: number
}

/** What another page took over from the page with this key: its commit in flight, transactions and lost words. */
export interface Taken {
  readonly key: string
  readonly at: number
  readonly transactions: number
  readonly lost: number
  readonly inflight: string | null
}

/** Work that changed its owner, with its document when that was kept at the same version. */
export interface TakenOver {
  readonly stored: StoredWork
  readonly base: StoredBase | undefined
}

/** A document that is kept on this device. */
export interface KeptDocument {
  readonly document: string
  readonly title: string
  readonly at: number
}

/** This device's database. Each call is one transaction; each rejects when the browser refuses. */
export interface OutboxStore {
  /**
   * Keeps work, its document too when given; when `isLasting`, through a power cut too. Answers what another page has taken over of it already; then
   * what was written counts for nothing, and nobody will ever send it. When the database is open, everything
   * is asked for before this returns: a page that goes away has no time to wait.
   */
  put(stored: StoredWork, isLasting: boolean, base?: StoredBase): Promise<Taken | undefined>
  /** Removes what is kept under a key; answers as `put`. */
  remove(key: string): Promise<Taken | undefined>
  /** Work that has an owner or waits for one, of one document or of all. */
  list(document?: string): Promise<StoredWork[]>
  /** The first of `found` that is as it was found changes its owner to `by`; nobody else gets it. */
  adopt(
    found: readonly StoredWork[],
    by: Omit<StoredWork, 'work' | 'document' | 'liveAt'>,
  ): Promise<TakenOver | undefined>
  putBase(base: StoredBase): Promise<void>
  /** The newest version of a document that any page here knew. */
  newestBase(document: string): Promise<StoredBase | undefined>
  /** The documents that are kept here, the one last kept first. */
  recent(): Promise<KeptDocument[]>
  /** Forgets what nobody needs: older copies of documents, documents not opened for long. */
  tidy(now: number): Promise<void>
  /** Calls `task` whenever the browser takes the database away: what was written may be gone. */
  onLost(task: () => void): void
  close(): void
}

/** At most so many documents are kept for opening without a server, and so long. */
const KEPT_DOCUMENTS = 50
const KEPT_MS = 30 * 86_400_000

/** An older copy of a document may be the base of a page that is open; for so long it is left alone. */
const OLDER_COPY_MS = 86_400_000

/** After so long no page comes back that does not know yet that its work was taken over. */
const TAKEN_MS = 365 * 86_400_000

interface Stores extends DBSchema {
  work: { key: string; value: StoredWork; indexes: { document: string } }
  bases: { key: string; value: StoredBase; indexes: { newest: [string, number, string] } }
  taken: { key: string; value: Taken }
}

type Database = IDBPDatabase<Stores>

/** Opens the database of this name at its first use; only then is it known whether the browser has one. */
export function createOutboxStore(name = 'samepage'): OutboxStore {
  let database: Database | undefined
  let opening: Promise<Database> | undefined
  const losses: (() => void)[] = []

  function open(): Promise<Database> {
    opening ??= openDB<Stores>(name, 1, {
      upgrade(created) {
        created.createObjectStore('work', { keyPath: 'key' }).createIndex('document', 'document')
        created
          .createObjectStore('bases', { keyPath: 'key' })
          .createIndex('newest', ['document', 'at', 'title'])
        created.createObjectStore('taken', { keyPath: 'key' })
      },
      blocking() {
        close()
        lose()
      },
      terminated() {
        forget()
        lose()
      },
    }).then(
      (opened) => {
        database = opened
        return opened
      },
      (error: unknown) => {
        forget()
        throw error
      },
    )
    return opening
  }
  function forget(): void {
    database = undefined
    opening = undefined
  }
  function lose(): void {
    for (const tell of losses) tell()
  }
  function close(): void {
    database?.close()
    forget()
  }
  /** At once when it can be, so that a page on its way out gets its words in. */
  const on = <T>(task: (opened: Database) => Promise<T>): Promise<T> =>
    database ? task(database) : open().then(task)

  return {
    put: (stored, isLasting, base) => on((opened) => put(opened, stored, isLasting, base)),
    remove: (key) =>
      on(async (opened) => {
        const tx = opened.transaction(['work', 'taken'], 'readwrite')
        const [taken] = await Promise.all([
          tx.objectStore('taken').get(key),
          tx.objectStore('work').delete(key),
          tx.done,
        ])
        return taken
      }),
    list: (document) => on((opened) => list(opened, document)),
    adopt: (found, by) => on((opened) => adopt(opened, found, by)),
    putBase: (base) => on(async (opened) => void (await opened.put('bases', base))),
    newestBase: (document) =>
      on(async (opened) => {
        const range = IDBKeyRange.bound([document, 0], [document, Number.POSITIVE_INFINITY])
        const index = opened.transaction('bases').store.index('newest')
        return (await index.openCursor(range, 'prev'))?.value
      }),
    recent: () =>
      on(async (opened) => {
        const newest = new Map<string, KeptDocument>()
        const index = opened.transaction('bases').store.index('newest')
        // Keys only: the documents themselves may be large.
        for (let cursor = await index.openKeyCursor(); cursor; cursor = await cursor.continue()) {
          const [document, at, title] = cursor.key
          newest.set(document, { document, title, at })
        }
        return [...newest.values()].sort((a, b) => b.at - a.at)
      }),
    tidy: (now) => on((opened) => tidy(opened, now)),
    onLost: (task) => void losses.push(task),
    close,
  }
}

async function put(
  database: Database,
  stored: StoredWork,
  isLasting: boolean,
  base?: StoredBase,
): Promise<Taken | undefined> {
  const durability = isLasting ? 'strict' : 'relaxed'
  if (!base) {
    // Apart from the documents: nobody waits for a large one that is being written.
    const tx = database.transaction(['work', 'taken'], 'readwrite', { durability })
    const taken = tx.objectStore('taken').get(stored.key)
    const write = tx.objectStore('work').put(stored)
    tx.commit()
    await Promise.all([write, tx.done])
    return taken
  }
  const tx = database.transaction(['work', 'bases', 'taken'], 'readwrite', { durability })
  const taken = tx.objectStore('taken').get(stored.key)
  const writes = [tx.objectStore('work').put(stored), tx.objectStore('bases').put(base)]
  tx.commit()
  await Promise.all([...writes, tx.done])
  return taken
}

async function list(database: Database, document?: string): Promise<StoredWork[]> {
  const tx = database.transaction(['work', 'taken'])
  const work = tx.objectStore('work')
  const found = document === undefined ? await work.getAll() : await work.index('document').getAll(document)
  const taken = new Set(await tx.objectStore('taken').getAllKeys())
  return found.filter(({ key }) => !taken.has(key))
}

async function adopt(
  database: Database,
  found: readonly StoredWork[],
  by: Omit<StoredWork, 'work' | 'document' | 'liveAt'>,
): Promise<TakenOver | undefined> {
  const tx = database.transaction(['work', 'bases', 'taken'], 'readwrite', { durability: 'strict' })
  const [work, bases, taken] = [tx.objectStore('work'), tx.objectStore('bases'), tx.objectStore('taken')]
  for (const { key, at, left } of found) {
    const [stored, base, isTaken] = await Promise.all([work.get(key), bases.get(key), taken.getKey(key)])
    // Written again since it was found: its page is there after all.
    if (!stored || isTaken !== undefined || stored.at !== at || stored.left !== left) continue
    const { transactions, lost, inflight } = stored.work
    const own: StoredWork = { ...stored, ...by }
    const ownBase = base?.seq === stored.work.seq ? { ...base, key: by.key } : undefined
    await Promise.all([
      work.delete(key),
      taken.put({ key, at: by.at, transactions, lost: lost.length, inflight: inflight?.id ?? null }),
      work.put(own),
      ...(ownBase ? [bases.delete(key), bases.put(ownBase)] : []),
    ])
    await tx.done
    return { stored: own, base: ownBase }
  }
  await tx.done
  return undefined
}

async function tidy(database: Database, now: number): Promise<void> {
  const tx = database.transaction(['work', 'bases', 'taken'], 'readwrite')
  const [work, bases, taken] = [tx.objectStore('work'), tx.objectStore('bases'), tx.objectStore('taken')]
  const tookOver = await taken.getAll()
  for (const { key, at } of tookOver) {
    await work.delete(key)
    if (now - at > TAKEN_MS) await taken.delete(key)
  }
  const inUse = new Set(await work.getAllKeys())
  const newestOf = new Map<string, number>()
  const copies: { key: string; document: string; at: number }[] = []
  // Keys only: the documents themselves may be large.
  for (
    let cursor = await bases.index('newest').openKeyCursor(null, 'prev');
    cursor;
    cursor = await cursor.continue()
  ) {
    const [document, at] = cursor.key
    if (!newestOf.has(document)) newestOf.set(document, at)
    copies.push({ key: cursor.primaryKey, document, at })
  }
  const recent = [...newestOf].sort(([, a], [, b]) => b - a).slice(0, KEPT_DOCUMENTS)
  const kept = new Set(recent.filter(([, at]) => now - at <= KEPT_MS).map(([document]) => document))
  for (const { key, document, at } of copies) {
    const isOlder = at !== newestOf.get(document) && now - at > OLDER_COPY_MS
    if (!inUse.has(key) && (isOlder || !kept.has(document))) await bases.delete(key)
  }
  await tx.done
}
