import type { Announce, DocumentLog } from '../../db/document-log.ts'
import type { DocumentId } from '../../document/protocol/ids.ts'
import type { PresenceEvent } from '../../document/protocol/presence.ts'
import { encodeFrame } from '../../document/protocol/sse-frame.ts'
import type { Clock } from '../clock.ts'
import { createFrameTail, type FrameTail } from './frame-tail.ts'

/** How many sockets are written to before the event loop gets a turn. */
const SLICE = 500

/** Who came, moved and left, once as bytes for those who read and once for those who have to catch up. */
export interface PresenceNews {
  readonly bytes: Buffer
  readonly left: PresenceEvent['left']
}

/** One reader of one document, as the hub sees it. */
export interface Listener {
  /** The log moved: write what is new, if the reader takes it. */
  wake(): void
  presence(news: PresenceNews): void
  /** One heartbeat period has passed. */
  beat(): void
  /** The server goes away. */
  end(): void
}

/** What the listeners of one document share. */
export interface Watched {
  /** The newest event anybody was told of. */
  readonly head: () => number
  readonly tail: FrameTail
}

/** Who watches which document. Keeps nothing of a document that nobody watches. */
export interface Hub {
  /** To be called after the transaction returned, in the order of the log. */
  readonly announce: Announce
  /** Adds a listener. `head` is the document's, read in this same turn of the event loop. */
  watch(id: DocumentId, head: number, toListener: (watched: Watched) => Listener): Watching
  tellPresence(id: DocumentId, event: PresenceEvent): void
  /** Names are joined when events are read: encoded ones are stale after a rename. */
  forgetNames(): void
  /** Ends all streams, in slices, and the heartbeat; resolves when each was told. For good. */
  endAll(): Promise<void>
  /** Open streams and watched documents. */
  counts(): { readonly streams: number; readonly documents: number }
}

/** A listener's place in the hub; `release` gives it back and may be called again. */
export interface Watching {
  readonly listener: Listener
  release(): void
}

interface Entry extends Watched {
  newest: number
  readonly listeners: Set<Listener>
  wake: 'idle' | 'running' | 'again'
}

/** `read` is the log's `eventsAfter`, handed in as a function because the log needs `announce` first. */
export function createHub(deps: {
  readonly clock: Clock
  readonly heartbeatMs: number
  readonly read: DocumentLog['eventsAfter']
}): Hub {
  const { clock, heartbeatMs, read } = deps
  const entries = new Map<DocumentId, Entry>()
  const everybody = (): Listener[] => [...entries.values()].flatMap(({ listeners }) => [...listeners])
  const beating = clock.every(heartbeatMs, () => inSlices(clock, everybody(), (listener) => listener.beat()))

  function open(id: DocumentId, head: number): Entry {
    const known = entries.get(id)
    if (known) return known
    const tail = createFrameTail((after, limit, bytes) => read(id, after, limit, bytes))
    const entry: Entry = { newest: head, head: () => entry.newest, tail, listeners: new Set(), wake: 'idle' }
    entries.set(id, entry)
    return entry
  }

  function wakeAll(entry: Entry): void {
    entry.wake = 'running'
    const woken = (): void => {
      const isAgain = entry.wake === 'again'
      entry.wake = 'idle'
      if (isAgain) wakeAll(entry)
    }
    clock.soon(() => void inSlices(clock, [...entry.listeners], (listener) => listener.wake()).then(woken))
  }

  return {
    announce(id, head) {
      const entry = entries.get(id)
      if (!entry) return
      entry.newest = Math.max(entry.newest, head)
      // What comes while a round is under way waits for the next: that is how bursts share one write.
      if (entry.wake === 'idle') wakeAll(entry)
      else entry.wake = 'again'
    },
    watch(id, head, toListener) {
      const entry = open(id, head)
      entry.newest = Math.max(entry.newest, head)
      const listener = toListener(entry)
      entry.listeners.add(listener)
      const release = (): void => {
        if (entry.listeners.delete(listener) && entry.listeners.size === 0) entries.delete(id)
      }
      return { listener, release }
    },
    tellPresence(id, event) {
      const bytes = Buffer.from(encodeFrame({ event: 'presence', data: event }))
      const listeners = [...(entries.get(id)?.listeners ?? [])]
      void inSlices(clock, listeners, (listener) => listener.presence({ bytes, left: event.left }))
    },
    forgetNames() {
      for (const { tail } of entries.values()) tail.forget()
    },
    endAll() {
      beating.cancel()
      return inSlices(clock, everybody(), (listener) => listener.end())
    },
    counts: () => ({ streams: everybody().length, documents: entries.size }),
  }
}

function inSlices<T>(clock: Clock, items: readonly T[], run: (item: T) => void): Promise<void> {
  return new Promise((resolve) => {
    const slice = (from: number): void => {
      for (const item of items.slice(from, from + SLICE)) run(item)
      if (from + SLICE < items.length) clock.soon(() => slice(from + SLICE))
      else resolve()
    }
    slice(0)
  })
}
