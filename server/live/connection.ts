import type { ServerResponse } from 'node:http'
import { encodeFrame, encodeRetry } from '../../document/protocol/sse-frame.ts'
import type { MonotonicClock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { DropCause, Metrics } from '../metrics.ts'
import type { HeldBytes } from '../network/held-bytes.ts'
import { type AddressOf, networkOf } from '../network/network.ts'
import type { Random, Span } from '../random.ts'
import type { Reader } from './readers.ts'

/** The type is bare, for a tunnel once failed on a charset; the rest keeps middleboxes from holding bytes. */
export const STREAM_HEADERS = {
  'Content-Type': 'text/event-stream',
  'Cache-Control': 'no-cache, no-store, no-transform',
  'X-Accel-Buffering': 'no',
  // A kept connection would hold up a server that wants to stop.
  Connection: 'close',
  Vary: 'Accept',
} as const

const HEARTBEAT = Buffer.from(encodeFrame({ event: 'heartbeat', data: {} }))

/** The most the socket is given before it has taken what it had. */
const PIECE_BYTES = 65_536
/** How long a stream lives, spread so that streams opened together do not end together. */
const LIFE_MS = { from: 10 * 60_000, to: 30 * 60_000 }
/** When a reader comes back: after an end that only renews the stream, and after one of ours or a break. */
const RENEW_MS = { from: 50, to: 500 }
const RETURN_MS = { from: 1_000, to: 5_000 }

/** One document that runs onto a connection, as the connection sees it. */
export interface Source {
  /** The socket takes bytes again. */
  resume(): void
  /** One heartbeat period has passed. */
  check(): void
  /** The reader is gone. */
  close(): void
}

/** One response as a stream: it writes, waits for a full socket, beats in silence, and ends. */
export interface Connection {
  /** True while the reader has not taken what it was given; a source then waits for `resume`. */
  isFull(): boolean
  /** Puts bytes into the next write; those that others share cost no memory of their own. */
  send(bytes: Buffer, isShared?: boolean): void
  /** Writes what was sent since the last time, as one write unless it is long. */
  flush(): void
  attach(source: Source): void
  detach(source: Source): void
  /** How many sources are attached. */
  sources(): number
  /** Ends the response when everything sent has been written. */
  finish(): void
  /** Runs something that may fail for this reader; then their stream ends and nobody else's. */
  guarded(run: () => void): void
}

/** What a connection needs from outside. */
export interface ConnectionDeps {
  readonly clock: MonotonicClock
  readonly random: Random
  readonly logger: Log
  readonly metrics: Metrics
  /** A reader that takes nothing for so long is dropped; its reconnect is the catch-up. */
  readonly stallMs: number
  /** What waits for readers, of all together: the slowest are dropped when it is too much. */
  readonly unread: HeldBytes
  readonly addressOf: AddressOf
}

/** Takes over a response: headers at once, and how long to wait before a reconnect. */
export function createConnection(
  response: ServerResponse,
  { clock, random, logger, metrics, stallMs, unread, addressOf }: ConnectionDeps,
): Connection & Reader {
  const sources = new Set<Source>()
  const endsAt = clock.elapsed() + random.between(LIFE_MS)
  let queue: Buffer[] = []
  let queuedBytes = 0
  let ownBytes = 0
  let heldBytes = 0
  let fullSince: number | undefined
  let isQuiet = true
  let isEnding = false

  const isFull = (): boolean => isEnding || fullSince !== undefined || queuedBytes >= PIECE_BYTES

  function send(bytes: Buffer, isShared = false): void {
    queue.push(bytes)
    queuedBytes += bytes.length
    if (!isShared) ownBytes += bytes.length
  }

  /** Whoever takes everything at once holds nothing. */
  function count(): void {
    if (queuedBytes === 0) ownBytes = 0
    const bytes = fullSince === undefined ? 0 : Math.min(queuedBytes, ownBytes) + response.writableLength
    if (bytes === heldBytes) return
    heldBytes = bytes
    held.set(bytes)
  }

  /** Long events are cut: what is not written yet is shared with all who wait for the same bytes. */
  function takePiece(): Buffer {
    const taken: Buffer[] = []
    let room = PIECE_BYTES
    for (let next = queue[0]; next && room > 0; next = queue[0]) {
      if (next.length > room) {
        taken.push(next.subarray(0, room))
        queue[0] = next.subarray(room)
      } else {
        taken.push(next)
        queue = queue.slice(1)
      }
      room -= next.length
    }
    const [only] = taken
    const piece = only && taken.length === 1 ? only : Buffer.concat(taken)
    queuedBytes -= piece.length
    return piece
  }

  function flush(): void {
    if (response.writableEnded) return
    while (fullSince === undefined && queuedBytes > 0) {
      isQuiet = false
      if (!response.write(takePiece())) fullSince = clock.elapsed()
    }
    count()
    if (!isEnding || queuedBytes > 0) return
    // What the socket still holds has to be taken in time, like everything else.
    fullSince ??= clock.elapsed()
    response.end()
  }

  function drop(cause: DropCause): void {
    metrics.drops[cause] += 1
    response.destroy()
  }

  function guarded(run: () => void): void {
    if (response.destroyed) return
    try {
      run()
    } catch (error) {
      logger.error({ err: error }, 'a stream failed')
      drop('failed')
    }
  }

  function drained(): void {
    fullSince = undefined
    flush()
    for (const source of sources) if (!isFull()) source.resume()
    flush()
  }

  function beat(): void {
    if (fullSince !== undefined) {
      if (clock.elapsed() - fullSince >= stallMs) drop('stalled')
      return
    }
    for (const source of sources) source.check()
    if (!isEnding && clock.elapsed() >= endsAt) endWith(RENEW_MS)
    if (!isEnding && isQuiet) send(HEARTBEAT)
    flush()
    isQuiet = true
  }

  function endWith(retry: Span): void {
    send(Buffer.from(encodeRetry(Math.round(random.between(retry)))))
    isEnding = true
  }

  /** A full socket is not waited for: whoever is behind resumes from the server that comes next. */
  function end(): void {
    if (isFull()) response.destroy()
    else endWith(RETURN_MS)
    flush()
  }

  const held = unread.hold(networkOf(addressOf(response.req)), () => drop('stalled'))
  response.writeHead(200, STREAM_HEADERS)
  // The socket's own complaints end in `close`; without a listener they would end the process.
  response.on('error', () => undefined)
  // This one has a time of its own, and says that it was dropped.
  response.on('timeout', () => undefined)
  response.on('drain', () => guarded(drained))
  response.once('close', () => {
    held.release()
    for (const source of sources) source.close()
  })
  send(Buffer.from(encodeRetry(Math.round(random.between(RETURN_MS)))))

  return {
    kind: 'stream',
    isFull,
    send,
    flush,
    attach: (source) => void sources.add(source),
    detach: (source) => void sources.delete(source),
    sources: () => sources.size,
    finish() {
      isEnding = true
    },
    guarded,
    beat: () => guarded(beat),
    end: () => guarded(end),
    pendingBytes: () => queuedBytes + response.writableLength,
  }
}
