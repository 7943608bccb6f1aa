import type { MonotonicClock } from '../clock.ts'
import { inSlices } from './in-slices.ts'

/** Somebody who is being answered for longer than a moment. */
export interface Reader {
  readonly kind: 'stream' | 'poll'
  /** One heartbeat period has passed. */
  beat(): void
  /** The server goes away. */
  end(): void
  /** Bytes that were written and not taken yet. */
  pendingBytes(): number
}

/** Everybody who reads: open streams and waiting polls. */
export interface Readers {
  /** The answer is to be called when the reader is gone; it may be called again. */
  add(reader: Reader): () => void
  /** Ends all of them, in slices, and the heartbeat; resolves when each was told. For good. */
  endAll(): Promise<void>
  counts(): { readonly streams: number; readonly polls: number; readonly pendingBytes: number }
}

/** Nobody yet. One timer beats for all. */
export function createReaders({
  clock,
  heartbeatMs,
}: {
  readonly clock: MonotonicClock
  readonly heartbeatMs: number
}): Readers {
  const readers = new Set<Reader>()
  const beating = clock.every(heartbeatMs, () => inSlices(clock, [...readers], (reader) => reader.beat()))
  return {
    add(reader) {
      readers.add(reader)
      return () => void readers.delete(reader)
    },
    endAll() {
      beating.cancel()
      return inSlices(clock, [...readers], (reader) => reader.end())
    },
    counts() {
      const all = [...readers]
      const streams = all.filter(({ kind }) => kind === 'stream').length
      const pendingBytes = all.reduce((sum, reader) => sum + reader.pendingBytes(), 0)
      return { streams, polls: all.length - streams, pendingBytes }
    },
  }
}
