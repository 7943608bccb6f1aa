import type { LoggedEvent } from '../../db/document-log.ts'
import type { DocumentId } from '../../document/protocol/ids.ts'
import { PAGE_EVENTS } from '../../document/protocol/limits.ts'
import { encodeJsonFrame } from '../../document/protocol/sse-frame.ts'
import type { Form } from './form.ts'

/** How much of a log's end is kept encoded while somebody watches, in characters. */
const TAIL_SIZE = 262_144
const TAIL_EVENTS = 1_000
/** About how much one batch holds: what a reader who stopped reading can keep us from giving back. */
const BATCH_SIZE = 65_536

/** How much of what was made into batches is kept for others who come by the same place: bytes, and batches. */
const MEMO_SIZE = 524_288
const MEMO_BATCHES = 64

/** Consecutive events as they go over the wire. `last` is where the reader then stands. */
export interface Batch {
  readonly bytes: Buffer
  readonly last: number
}

/**
 * The newest events of one document, made JSON once, and batches that are shared by all who come by the same place:
 * a thousand who come back together cost one. Whoever reads at the end extends the tail; whoever is further behind
 * reads the log, and the tail stays as it is.
 */
export interface FrameTail {
  /** What follows `after`, at most one batch; undefined when there is nothing. */
  batchAfter(after: number, form: Form): Batch | undefined
  /** Forgets what is encoded: a name in it has changed. */
  forget(): void
}

interface Encoded {
  readonly seq: number
  readonly kind: string
  /** The event's data, an object with at least its seq. */
  readonly json: string
}

/** `read` gives the events after a number, oldest first, at most so many and about so many bytes. */
export function createFrameTail(
  document: DocumentId,
  read: (after: number, limit: number, bytes: number) => LoggedEvent[],
): FrameTail {
  let tail: Encoded[] = []
  let size = 0
  const memos = new Map<string, Batch>()
  let memoSize = 0

  const readLog = (after: number): Encoded[] => read(after, PAGE_EVENTS, BATCH_SIZE).map(encode)

  function extend(after: number): Encoded[] {
    const page = readLog(after)
    tail = [...tail, ...page]
    size += page.reduce((sum, { json }) => sum + json.length, 0)
    while (tail.length > TAIL_EVENTS || (size > TAIL_SIZE && tail.length > 1)) {
      size -= tail.shift()?.json.length ?? 0
    }
    return page
  }

  function eventsAfter(after: number): Encoded[] {
    const first = tail[0]?.seq ?? after + 1
    const last = tail.at(-1)?.seq ?? after
    if (after + 1 < first) return readLog(after)
    if (after > last) {
      tail = []
      size = 0
    }
    return after < last ? firstBatch(tail.slice(after + 1 - first)) : extend(after)
  }

  function keep(place: string, batch: Batch): void {
    memos.set(place, batch)
    memoSize += batch.bytes.length
    for (const [oldest, { bytes }] of memos) {
      const isFew = memoSize <= MEMO_SIZE && memos.size <= MEMO_BATCHES
      if (isFew || memos.size === 1) return
      memos.delete(oldest)
      memoSize -= bytes.length
    }
  }

  return {
    batchAfter(after, form) {
      const place = `${form} ${after}`
      const memo = memos.get(place)
      if (memo) return memo
      const events = eventsAfter(after)
      const last = events.at(-1)?.seq
      if (last === undefined) return undefined
      const frames = events.map((event) => toFrame(event, document, form))
      const batch = { bytes: Buffer.from(frames.join('')), last }
      keep(place, batch)
      return batch
    },
    forget() {
      tail = []
      size = 0
      memos.clear()
      memoSize = 0
    },
  }
}

function encode({ kind, ...data }: LoggedEvent): Encoded {
  return { seq: data.seq, kind, json: JSON.stringify(data) }
}

function toFrame({ seq, kind, json }: Encoded, document: DocumentId, form: Form): string {
  switch (form) {
    case 'single':
      return encodeJsonFrame({ event: kind, json, id: seq })
    case 'shared':
      return encodeJsonFrame({ event: kind, json: `{"document":"${document}",${json.slice(1)}` })
  }
}

function firstBatch(events: Encoded[]): Encoded[] {
  let size = 0
  const batch = events.slice(0, PAGE_EVENTS)
  const end = batch.findIndex(({ json }, i) => {
    size += json.length
    return i > 0 && size > BATCH_SIZE
  })
  return end < 0 ? batch : batch.slice(0, end)
}
