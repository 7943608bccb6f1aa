import type { LoggedEvent } from '../../db/document-log.ts'
import { PAGE_BYTES, PAGE_EVENTS } from '../../document/protocol/limits.ts'
import { encodeFrame } from '../../document/protocol/sse-frame.ts'

/** How much of a log's end is kept encoded while somebody watches. */
const TAIL_BYTES = 262_144
const TAIL_FRAMES = 1_000

/** Consecutive events as they go over the wire. `last` is where the reader then stands. */
export interface Batch {
  readonly bytes: Buffer
  readonly last: number
  readonly count: number
}

/**
 * The newest frames of one document, encoded once and shared by all who read them. Whoever reads at the end
 * extends it; whoever is further behind reads the log, and the tail stays as it is.
 */
export interface FrameTail {
  /** What follows `after`, at most one page; undefined when there is nothing. */
  batchAfter(after: number): Batch | undefined
  /** Forgets the frames: a name in them has changed. */
  forget(): void
}

interface Frame {
  readonly seq: number
  readonly bytes: Buffer
}

/** `read` gives the events after a number, oldest first, at most so many and about so many bytes. */
export function createFrameTail(
  read: (after: number, limit: number, bytes: number) => LoggedEvent[],
): FrameTail {
  let frames: Frame[] = []
  let size = 0
  let memo: { after: number; batch: Batch } | undefined

  const readFrames = (after: number): Frame[] =>
    read(after, PAGE_EVENTS, PAGE_BYTES).map((event) => ({ seq: event.seq, bytes: encodeEvent(event) }))

  function extend(after: number): Frame[] {
    const page = readFrames(after)
    frames = [...frames, ...page]
    size += sizeOf(page)
    while (frames.length > TAIL_FRAMES || (size > TAIL_BYTES && frames.length > 1)) {
      size -= frames.shift()?.bytes.length ?? 0
    }
    return page
  }

  function framesAfter(after: number): Frame[] {
    const first = frames[0]?.seq ?? after + 1
    const last = frames.at(-1)?.seq ?? after
    if (after + 1 < first) return readFrames(after)
    if (after > last) {
      frames = []
      size = 0
    }
    return after < last ? firstPage(frames.slice(after + 1 - first)) : extend(after)
  }

  return {
    batchAfter(after) {
      if (memo?.after === after) return memo.batch
      const page = framesAfter(after)
      const end = page.at(-1)
      if (!end) return undefined
      const batch = {
        bytes: Buffer.concat(page.map(({ bytes }) => bytes)),
        last: end.seq,
        count: page.length,
      }
      // Only what reaches the end of the tail: that is where the many stand.
      if (end.seq === frames.at(-1)?.seq) memo = { after, batch }
      return batch
    },
    forget() {
      frames = []
      size = 0
      memo = undefined
    },
  }
}

function encodeEvent({ kind, ...data }: LoggedEvent): Buffer {
  return Buffer.from(encodeFrame({ event: kind, data, id: data.seq }))
}

function firstPage(frames: Frame[]): Frame[] {
  let bytes = 0
  const page = frames.slice(0, PAGE_EVENTS)
  const end = page.findIndex((frame, i) => {
    bytes += frame.bytes.length
    return i > 0 && bytes > PAGE_BYTES
  })
  return end < 0 ? page : page.slice(0, end)
}

function sizeOf(frames: readonly Frame[]): number {
  return frames.reduce((sum, { bytes }) => sum + bytes.length, 0)
}
