import type { ServerResponse } from 'node:http'
import type { ClientId } from '../../document/protocol/ids.ts'
import type { Participant } from '../../document/protocol/presence.ts'
import { encodeFrame } from '../../document/protocol/sse-frame.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import type { Listener, Watched } from './hub.ts'

const HEARTBEAT = Buffer.from(encodeFrame({ event: 'heartbeat', data: {} }))

/** What a listener needs from outside. */
export interface ListenerDeps {
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Metrics
  /** A reader that takes nothing for so long is dropped; its reconnect is the catch-up. */
  readonly stallMs: number
  /** Everyone present now, for a reader who missed the news of it. */
  readonly present: () => Participant[]
}

/**
 * One reader as a cursor into the log. It writes from the cursor to the head and stops when the socket is
 * full; `drain` wakes it as a commit does, so replay and live are one path and a slow reader costs no buffer.
 */
export function createListener(
  response: ServerResponse,
  after: number,
  watched: Watched,
  deps: ListenerDeps,
): Listener {
  const { clock, log, metrics, stallMs, present } = deps
  let cursor = after
  let fullSince: number | undefined
  let isQuiet = true
  /** Who left while the socket was full; undefined when no presence was missed. */
  let missed: Set<ClientId> | undefined

  function write(bytes: Buffer): void {
    isQuiet = false
    if (!response.write(bytes)) fullSince = clock.now()
  }

  function catchUp(): void {
    while (fullSince === undefined && cursor < watched.head()) {
      const batch = watched.tail.batchAfter(cursor)
      if (!batch)
        throw new Error(`the log has no event after ${cursor} although its head is ${watched.head()}`)
      cursor = batch.last
      metrics.eventsSent += batch.count
      write(batch.bytes)
    }
    if (missed && fullSince === undefined) catchUpPresence(missed)
  }

  function catchUpPresence(gone: Set<ClientId>): void {
    const changed = present()
    for (const { client } of changed) gone.delete(client)
    missed = undefined
    write(Buffer.from(encodeFrame({ event: 'presence', data: { changed, left: [...gone] } })))
  }

  /** What goes wrong for one reader, a read error included, ends their stream and nobody else's. */
  function guarded(run: () => void): void {
    if (response.destroyed || response.writableEnded) return
    try {
      run()
    } catch (error) {
      log.error({ err: error }, 'a stream failed')
      response.destroy()
    }
  }

  function beat(): void {
    if (fullSince !== undefined) {
      if (clock.now() - fullSince < stallMs) return
      metrics.drops += 1
      response.destroy()
      return
    }
    if (isQuiet) write(HEARTBEAT)
    isQuiet = true
  }

  response.on('drain', () => {
    fullSince = undefined
    guarded(catchUp)
  })

  return {
    wake: () => guarded(catchUp),
    presence: ({ bytes, left }) =>
      guarded(() => {
        catchUp()
        if (fullSince === undefined) return write(bytes)
        missed ??= new Set()
        for (const client of left) missed.add(client)
      }),
    beat: () => guarded(beat),
    end: () => guarded(() => void response.end()),
  }
}
