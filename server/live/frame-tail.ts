import type { LoggedEvent } from '../../db/document-log.ts'
import type { DocumentId } from '../../document/protocol/ids.ts'
import { PAGE_EVENTS } from '../../document/protocol/limits.ts'
import { encodeJsonFrame } from '../../document/protocol/sse-frame.ts'
import type { Form } from './form.ts'
import type { FrameMemo } from './frame-memo.ts'

/** How much of a log's end is kept while somebody watches, in characters. */
const TAIL_SIZE = 262_144
const TAIL_EVENTS = 1_000
/** About how much one batch holds: what a reader who stopped reading can keep us from giving back. */
const BATCH_SIZE = 65_536

/** Consecutive events as they go over the wire. `last` is where the reader then stands. */
export interface Batch {
  readonly bytes: Buffer
  readonly last: number
}

/**
 * The newest events of one document, and batches that are shared by all who come by the same place: a thousand who
 * come back together cost one. Whoever reads at the end extends the tail; whoever is further behind reads the log, and
 * the tail stays as it is. All of it is in the memo, which may forget it any time.
 */
export interface FrameTail {
  /** What follows `after`, at most one batch; undefined when there is nothing. */
  batchAfter(after: number, form: Form): Batch | undefined
  /** Forgets what is encoded: a name in it has changed, or nobody watches any more. */
  forget(): void
}

/** What a tail needs from outside. */
export interface FrameTailDeps {
  /** The events after a number, oldest first, at most so many and about so many bytes. */
  readonly read: (after: number, limit: number, bytes: number) => LoggedEvent[]
  readonly memo: FrameMemo
  /** Told of each batch that was made anew, in bytes. */
  readonly onMade: (bytes: number) => void
}

/** Nothing is encoded yet. */
export function createFrameTail(document: DocumentId, { read, memo, onMade }: FrameTailDeps): FrameTail {
  const tails = memo.shelf<readonly LoggedEvent[]>()
  const batches = memo.shelf<Batch>()

  const readLog = (after: number): LoggedEvent[] => read(after, PAGE_EVENTS, BATCH_SIZE)

  /** What is longer than a tail is not kept: its batch is. */
  function extend(tail: readonly LoggedEvent[], after: number): LoggedEvent[] {
    const page = readLog(after)
    const longer = [...tail, ...page].slice(-TAIL_EVENTS)
    let size = sizeOf(longer)
    let first = 0
    for (; size > TAIL_SIZE && first < longer.length; first++) size -= longer[first]?.json.length ?? 0
    tails.put('', longer.slice(first), size)
    return page
  }

  function eventsAfter(after: number): readonly LoggedEvent[] {
    const tail = tails.get('') ?? []
    const first = tail[0]?.seq ?? after + 1
    const last = tail.at(-1)?.seq ?? after
    if (after + 1 < first) return readLog(after)
    if (after < last) return firstBatch(tail.slice(after + 1 - first))
    return extend(after > last ? [] : tail, after)
  }

  return {
    batchAfter(after, form) {
      const place = `${form} ${after}`
      const known = batches.get(place)
      if (known) return known
      const events = eventsAfter(after)
      const last = events.at(-1)?.seq
      if (last === undefined) return undefined
      const frames = events.map((event) => toFrame(event, document, form))
      const batch = { bytes: Buffer.from(frames.join('')), last }
      batches.put(place, batch, batch.bytes.length)
      onMade(batch.bytes.length)
      return batch
    },
    forget() {
      tails.clear()
      batches.clear()
    },
  }
}

function toFrame({ seq, kind, json }: LoggedEvent, document: DocumentId, form: Form): string {
  switch (form) {
    case 'single':
      return encodeJsonFrame({ event: kind, json, id: seq })
    case 'shared':
      return encodeJsonFrame({ event: kind, json: `{"document":"${document}",${json.slice(1)}` })
  }
}

function sizeOf(events: readonly LoggedEvent[]): number {
  return events.reduce((sum, { json }) => sum + json.length, 0)
}

function firstBatch(events: readonly LoggedEvent[]): readonly LoggedEvent[] {
  let size = 0
  const batch = events.slice(0, PAGE_EVENTS)
  const end = batch.findIndex(({ json }, i) => {
    size += json.length
    return i > 0 && size > BATCH_SIZE
  })
  return end < 0 ? batch : batch.slice(0, end)
}
