import type { Announce, DocumentLog } from '../../db/document-log.ts'
import type { DocumentId } from '../../document/protocol/ids.ts'
import type { PresenceEvent } from '../../document/protocol/presence.ts'
import type { MonotonicClock } from '../clock.ts'
import { countRound, type Metrics } from '../metrics.ts'
import type { Pace } from '../network/pace.ts'
import { createTold, type Told } from './form.ts'
import { createFrameMemo } from './frame-memo.ts'
import { createFrameTail, type FrameTail } from './frame-tail.ts'
import { inSlices } from './in-slices.ts'

/** The longest rest between two rounds, however long the first one took. */
const MAX_REST_MS = 20

/** Who came, moved and left, for those who read on and for those who have to catch up. */
export interface PresenceNews extends PresenceEvent, Told {}

/** One reader of one document, as the hub sees it. */
export interface Listener {
  /** The log moved or people did: take what is new, if the reader takes it. */
  wake(news: readonly PresenceNews[]): void
  /** Everybody was woken: send what was taken, as one write. */
  flush(): void
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
  watch<L extends Listener>(id: DocumentId, head: number, toListener: (watched: Watched) => L): Watching<L>
  tellPresence(id: DocumentId, event: PresenceEvent): void
  /** Names are joined when events are read: encoded ones are stale after a rename. */
  forgetNames(): void
  /** Listeners, one for each document of each reader, and watched documents. */
  counts(): { readonly listeners: number; readonly documents: number }
}

/** A listener's place in the hub; `release` gives it back and may be called again. */
export interface Watching<L extends Listener> {
  readonly listener: L
  release(): void
}

/** What a hub needs from outside. */
export interface HubDeps {
  readonly clock: MonotonicClock
  /** The log's `eventsAfter`, as a function because the log needs `announce` first. */
  readonly read: DocumentLog['eventsAfter']
  /** Counts what is made of the log for those who are told at once. */
  readonly pace: Pick<Pace, 'spend'>
  readonly metrics: Metrics
}

interface Entry extends Watched {
  newest: number
  news: PresenceNews[]
  readonly listeners: Set<Listener>
}

/**
 * Tells in rounds: a round takes what all documents have new and gives each reader one write. The first
 * starts at once; the next waits for its end and then, at most 20 ms, for as long as it took. So a lone
 * keystroke waits for nothing, and under load half of the event loop is left for everything else.
 */
export function createHub({ clock, read, pace, metrics }: HubDeps): Hub {
  const memo = createFrameMemo()
  const entries = new Map<DocumentId, Entry>()
  const due = new Set<Entry>()
  let isRunning = false
  let restUntil = 0

  function open(id: DocumentId, head: number): Entry {
    const known = entries.get(id)
    if (known) return known
    const tail = createFrameTail(id, {
      read: (after, limit, bytes) => read(id, after, limit, bytes),
      memo,
      onMade: pace.spend,
    })
    const entry: Entry = { newest: head, head: () => entry.newest, tail, news: [], listeners: new Set() }
    entries.set(id, entry)
    return entry
  }

  function tell(entry: Entry): void {
    due.add(entry)
    if (isRunning) return
    isRunning = true
    const rest = restUntil - clock.elapsed()
    if (rest > 0) clock.after(rest, () => void round())
    else clock.soon(() => void round())
  }

  async function round(): Promise<void> {
    const began = clock.elapsed()
    const waking = [...due].flatMap((entry) => {
      const { news } = entry
      entry.news = []
      return [...entry.listeners].map((listener) => ({ listener, news }))
    })
    due.clear()
    await inSlices(clock, waking, ({ listener, news }) => listener.wake(news))
    await inSlices(clock, waking, ({ listener }) => listener.flush())
    const ended = clock.elapsed()
    countRound(metrics, ended - began)
    restUntil = ended + Math.min(MAX_REST_MS, ended - began)
    isRunning = false
    const [next] = due
    if (next) tell(next)
  }

  return {
    announce(id, head) {
      const entry = entries.get(id)
      if (!entry) return
      entry.newest = Math.max(entry.newest, head)
      tell(entry)
    },
    watch(id, head, toListener) {
      const entry = open(id, head)
      entry.newest = Math.max(entry.newest, head)
      const listener = toListener(entry)
      entry.listeners.add(listener)
      const release = (): void => {
        if (!entry.listeners.delete(listener) || entry.listeners.size > 0) return
        entries.delete(id)
        entry.tail.forget()
      }
      return { listener, release }
    },
    tellPresence(id, event) {
      const entry = entries.get(id)
      if (!entry) return
      entry.news.push({ ...event, ...createTold(id, 'presence', event) })
      tell(entry)
    },
    forgetNames() {
      for (const { tail } of entries.values()) tail.forget()
    },
    counts() {
      const listeners = [...entries.values()].reduce((sum, { listeners: { size } }) => sum + size, 0)
      return { listeners, documents: entries.size }
    },
  }
}
