import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Upload } from './upload-queue.ts'

/** A file on its way as this device keeps it, with its place in words that others may have moved meanwhile. */
export interface KeptUpload extends Upload {
  readonly document: string
  /** The position in the text it was brought to. */
  readonly at: number
  /** The text of the block before that position. */
  readonly behind: string
  /** Those brought earlier have a smaller one. */
  readonly order: number
}

/**
 * Files on their way from one page, kept until the server has them, so that a reload does not lose them. Each call
 * rejects when the browser has no database for us.
 */
export interface UploadStore {
  put(uploads: readonly KeptUpload[], now: number): Promise<void>
  remove(id: string): Promise<void>
  /** Takes what pages that are gone left for a document, in the order it was brought. */
  adopt(document: string, now: number): Promise<KeptUpload[]>
  /**
   * This page is still there, or says goodbye. When the database is open, everything is asked for before this
   * returns: a page that goes away has no time to wait, and none to write files again.
   */
  mark(now: number, hasLeft: boolean): Promise<void>
}

interface StoredUpload extends KeptUpload {
  readonly page: string
}

interface StoredPage {
  readonly page: string
  /** When it was last known to be there, in milliseconds since 1970. */
  readonly liveAt: number
  /** True when it said goodbye. */
  readonly hasLeft: boolean
}

interface Stores extends DBSchema {
  uploads: { key: string; value: StoredUpload; indexes: { document: string } }
  pages: { key: string; value: StoredPage }
}

/** A page that said no goodbye is taken for gone after this. */
export const GONE_AFTER_MS = 60_000

const BOTH = ['uploads', 'pages'] as const

/** Opens the database at its first use. `page` names this page load. */
export function createUploadStore(page: string, name = 'samepage-uploads'): UploadStore {
  let opening: Promise<IDBPDatabase<Stores>> | undefined
  let database: IDBPDatabase<Stores> | undefined

  function forget(): void {
    opening = undefined
    database = undefined
  }

  function open(): Promise<IDBPDatabase<Stores>> {
    opening ??= openDB<Stores>(name, 1, {
      upgrade(created) {
        created.createObjectStore('uploads', { keyPath: 'id' }).createIndex('document', 'document')
        created.createObjectStore('pages', { keyPath: 'page' })
      },
      blocking(_current, _next, event) {
        ;(event.target as IDBDatabase).close()
        forget()
      },
      terminated: forget,
    })
    opening.then((opened) => {
      database = opened
    }, forget)
    return opening
  }

  return {
    async put(uploads, now) {
      const both = (await open()).transaction(BOTH, 'readwrite')
      void both.objectStore('pages').put({ page, liveAt: now, hasLeft: false })
      for (const upload of uploads) void both.objectStore('uploads').put({ ...upload, page })
      await both.done
    },
    async remove(id) {
      await (await open()).delete('uploads', id)
    },
    async adopt(document, now) {
      const both = (await open()).transaction(BOTH, 'readwrite')
      const [found, pages] = await Promise.all([
        both.objectStore('uploads').index('document').getAll(document),
        both.objectStore('pages').getAll(),
      ])
      const there = pages.filter(({ liveAt, hasLeft }) => !hasLeft && liveAt >= now - GONE_AFTER_MS)
      const gone = found.filter((upload) => there.every((one) => one.page !== upload.page))
      for (const upload of gone) void both.objectStore('uploads').put({ ...upload, page })
      if (gone.length > 0) void both.objectStore('pages').put({ page, liveAt: now, hasLeft: false })
      await both.done
      return gone.sort((a, b) => a.order - b.order)
    },
    async mark(now, hasLeft) {
      const tx = (database ?? (await open())).transaction('pages', 'readwrite')
      void tx.store.put({ page, liveAt: now, hasLeft })
      // What is not committed when the page is gone is undone.
      tx.commit()
      await tx.done
    },
  }
}
