import type { ServerResponse } from 'node:http'
import { encodeFrame, encodeRetry } from '../../document/protocol/sse-frame.ts'
import type { MonotonicClock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { DropCause, Metrics } from '../metrics.ts'
import type { HeldBytes } from '../network/held-bytes.ts'
import { type AddressOf, networkOf } from '../network/network.ts'
import type { Pace } from '../network/pace.ts'
import type { Random, Span } from '../random.ts'
import { createOutgoing, PIECE_BYTES } from './outgoing.ts'
import type { Reader } from './readers.ts'
import type { SharedBytes } from './shared-bytes.ts'

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
  /** Lets the sources catch up, in a turn of the event loop that has room for it: thousands may come at one moment. */
  begin(): void
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
  /** The same for bytes that many wait for. */
  readonly sharedUnread: SharedBytes
  /** How fast all readers together are given what they are behind. */
  readonly pace: Pace
  readonly addressOf: AddressOf
}

/** Takes over a response: headers at once, and how long to wait before a reconnect. */
export function createConnection(
  response: ServerResponse,
  { clock, random, logger, metrics, stallMs, unread, sharedUnread, pace, addressOf }: ConnectionDeps,
): Connection & Reader {
  const network = networkOf(addressOf(response.req))
  const sources = new Set<Source>()
  const endsAt = clock.elapsed() + random.between(LIFE_MS)
  const outgoing = createOutgoing((bytes) => sharedUnread.wait(bytes, network, () => drop('stalled')))
  let heldBytes = 0
  let fullSince: number | undefined
  let isQuiet = true
  let isEnding = false
  /** Until there is a turn for it. */
  let isWaiting = false

  const isFull = (): boolean =>
    isEnding || fullSince !== undefined || isWaiting || outgoing.size().all >= PIECE_BYTES

  /** Whoever takes everything at once holds nothing. */
  function count(): void {
    if (fullSince !== undefined) outgoing.waitForRest()
    const bytes = fullSince === undefined ? 0 : outgoing.size().own + response.writableLength
    if (bytes === heldBytes) return
    heldBytes = bytes
    held.set(bytes)
  }

  function flush(): void {
    if (response.writableEnded) return
    while (fullSince === undefined && outgoing.size().all > 0) {
      isQuiet = false
      if (!response.write(outgoing.takePiece())) fullSince = clock.elapsed()
    }
    count()
    if (!isEnding || outgoing.size().all > 0) return
    // What the socket still holds has to be taken in time, like everything else.
    fullSince ??= clock.elapsed()
    response.end()
  }

  function drop(cause: DropCause): void {
    if (response.destroyed) return
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

  /** What the socket took at once may be taken back from us as fast: a turn goes to one reader after the other. */
  function goOnInTurn(): void {
    if (isWaiting) return
    isWaiting = true
    pace.run(network, PIECE_BYTES, () => guarded(goOn))
  }

  function goOn(): void {
    isWaiting = false
    if (!response.writableNeedDrain) fullSince = undefined
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
    if (!isEnding && isQuiet) outgoing.push(HEARTBEAT, false)
    flush()
    isQuiet = true
  }

  function endWith(retry: Span): void {
    outgoing.push(Buffer.from(encodeRetry(Math.round(random.between(retry)))), false)
    isEnding = true
  }

  /** A full socket is not waited for: whoever is behind resumes from the server that comes next. */
  function end(): void {
    if (isFull()) response.destroy()
    else endWith(RETURN_MS)
    flush()
  }

  const held = unread.hold(network, () => drop('stalled'))
  response.writeHead(200, STREAM_HEADERS)
  // The socket's own complaints end in `close`; without a listener they would end the process.
  response.on('error', () => undefined)
  // This one has a time of its own, and says that it was dropped.
  response.on('timeout', () => undefined)
  response.on('drain', () => {
    // They took what they had: the rest of the wait is ours.
    fullSince = clock.elapsed()
    goOnInTurn()
  })
  response.once('close', () => {
    held.release()
    outgoing.clear()
    for (const source of sources) source.close()
  })
  outgoing.push(Buffer.from(encodeRetry(Math.round(random.between(RETURN_MS)))), false)

  return {
    kind: 'stream',
    isFull,
    send: (bytes, isShared = false) => outgoing.push(bytes, isShared),
    flush,
    attach: (source) => void sources.add(source),
    detach: (source) => void sources.delete(source),
    sources: () => sources.size,
    begin: goOnInTurn,
    finish() {
      isEnding = true
    },
    guarded,
    beat: () => guarded(beat),
    end: () => guarded(end),
    pendingBytes: () => outgoing.size().all + response.writableLength,
  }
}
