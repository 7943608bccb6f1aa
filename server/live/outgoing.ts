import type { Wait } from './shared-bytes.ts'

/** The most the socket is given before it has taken what it had. */
export const PIECE_BYTES = 65_536

interface Queued {
  rest: Buffer
  /** The whole of it, where it is long and others may wait for it, too. */
  readonly shared: Buffer | undefined
  wait?: Wait
}

/** What a connection has still to write, in order. */
export interface Outgoing {
  /** Bytes that others share are in memory once: long ones are counted so, too. */
  push(bytes: Buffer, isShared: boolean): void
  /** The next bytes for the socket, at most a piece. */
  takePiece(): Buffer
  /** Bytes that are queued, and those of them that nobody else has. */
  size(): { readonly all: number; readonly own: number }
  /** The reader is slow: what is queued and shared counts as waited for. */
  waitForRest(): void
  clear(): void
}

/** An empty queue. `wait` begins to wait for shared bytes. */
export function createOutgoing(wait: (bytes: Buffer) => Wait): Outgoing {
  let queue: Queued[] = []
  let all = 0
  let own = 0

  /**
   * Long events are cut: what is not written yet is shared with all who wait for the same bytes. A piece of them is a
   * copy, or whoever stops at the last one would keep the whole in memory.
   */
  function takeFrom(next: Queued, most: number): Buffer {
    const taken = next.rest.subarray(0, most)
    next.rest = next.rest.subarray(most)
    next.wait?.moved()
    all -= taken.length
    if (next.shared) return Buffer.from(taken)
    own -= taken.length
    return taken
  }

  return {
    push(bytes, isShared) {
      const shared = isShared && bytes.length > PIECE_BYTES ? bytes : undefined
      queue.push({ rest: bytes, shared })
      all += bytes.length
      if (!shared) own += bytes.length
    },
    takePiece() {
      const taken: Buffer[] = []
      let room = PIECE_BYTES
      for (let next = queue[0]; next && room > 0; next = queue[0]) {
        const bytes = takeFrom(next, room)
        taken.push(bytes)
        room -= bytes.length
        if (next.rest.length > 0) break
        next.wait?.end()
        queue = queue.slice(1)
      }
      const [only] = taken
      return only && taken.length === 1 ? only : Buffer.concat(taken)
    },
    size: () => ({ all, own }),
    waitForRest() {
      for (const queued of queue) if (queued.shared) queued.wait ??= wait(queued.shared)
    },
    clear() {
      for (const { wait } of queue) wait?.end()
      queue = []
      all = 0
      own = 0
    },
  }
}
