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

/** Consecutive events as they go over the wire. `last` is where the reader then stands. */
export interface Batch {
  readonly bytes: Buffer
  readonly last: number
}

/**
 * The newest events of one document, made JSON once, and for each form made one batch that is shared by all
 * who stand at the same place. Whoever reads at the end extends it; whoever is further behind reads the log,
 * and the tail stays as it is.
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

interface Memo {
  readonly after: number
  readonly batch: Batch
}

/** `read` gives the events after a number, oldest first, at most so many and about so many bytes. */
export function createFrameTail(
  document: DocumentId,
  read: (after: number, limit: number, bytes: number) => LoggedEvent[],
): FrameTail {
  let tail: Encoded[] = []
  let size = 0
  let memos: Partial<Record<Form, Memo>> = {}

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

  return {
    batchAfter(after, form) {
      const memo = memos[form]
      if (memo?.after === after) return memo.batch
      const events = eventsAfter(after)
      const last = events.at(-1)?.seq
      if (last === undefined) return undefined
      const frames = events.map((event) => toFrame(event, document, form))
      const batch = { bytes: Buffer.from(frames.join('')), last }
      // Only what reaches the end of the tail: that is where the many stand.
      if (last === tail.at(-1)?.seq) memos[form] = { after, batch }
      return batch
    },
    forget() {
      tail = []
      size = 0
      memos = {}
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
