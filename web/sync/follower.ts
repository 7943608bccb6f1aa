import * as v from 'valibot'
import { HEARTBEAT_MS } from '../../document/protocol/limits.ts'
import { HelloEvent } from '../../document/protocol/stream-events.ts'
import { isFinal, type Refused, type RefusedByUs, type Unreachable } from '../api/answer.ts'
import type { Stream, StreamListener } from '../api/stream.ts'
import { createBackoff } from './backoff.ts'
import type { Clock } from './clock.ts'

/** Keeps a document's stream open. */
export interface Follower {
  /** Opens the stream where the page stands, closing the one before. */
  connect(): void
  /** Opens it again at once if it is down or has been silent for longer than it should. */
  wake(): void
  /** Closes the stream until the next `connect`. */
  pause(): void
  stop(): void
}

/** What a follower needs from outside. */
export interface FollowerDeps {
  readonly clock: Clock
  readonly random: () => number
  readonly open: (listener: StreamListener) => Stream
  readonly onHello: (hello: HelloEvent) => void
  /** Any event but hello and heartbeat. */
  readonly onEvent: StreamListener['onEvent']
  /** The stream is down; another one will be opened. */
  readonly onDown: () => void
  /** The server will not open it, ever. */
  readonly onRefused: (end: RefusedByUs) => void
}

/** Without a sign of life for this many heartbeats the stream counts as dead. */
const SILENT_HEARTBEATS = 2.5

/** A stream that lived this long was a good one: the next try comes soon again. */
const STABLE_MS = 10_000

/** Makes a follower that waits for its first `connect`. */
export function createFollower(deps: FollowerDeps): Follower {
  const { clock } = deps
  const backoff = createBackoff(deps.random)
  let stream: Stream | undefined
  let cancelRetry: (() => void) | undefined
  let cancelWatch: (() => void) | undefined
  let heartbeatMs = HEARTBEAT_MS
  let lastSign = 0
  let openedAt = 0
  let isUp = false
  let isStopped = false

  function close(): void {
    stream?.close()
    stream = undefined
    isUp = false
    cancelRetry?.()
    cancelRetry = undefined
    cancelWatch?.()
    cancelWatch = undefined
  }

  function watch(): void {
    lastSign = clock.now()
    cancelWatch?.()
    cancelWatch = clock.after(heartbeatMs * SILENT_HEARTBEATS, () => down({ kind: 'unreachable' }))
  }

  function down(end: Refused | Unreachable): void {
    const livedMs = clock.now() - openedAt
    const wasUp = isUp
    close()
    if (isStopped) return
    if (isFinal(end)) {
      deps.onRefused(end)
      return
    }
    if (wasUp && livedMs > STABLE_MS) backoff.reset()
    const asked = end.kind === 'refused' ? (end.retryAfterMs ?? 0) : 0
    cancelRetry = clock.after(Math.max(asked, backoff.next()), connect)
    deps.onDown()
  }

  function connect(): void {
    if (isStopped) return
    close()
    openedAt = clock.now()
    watch()
    stream = deps.open({ onEvent, onEnd: down })
  }

  function onEvent(kind: string, data: unknown, id: number | undefined): void {
    watch()
    if (kind === 'hello') {
      const hello = v.safeParse(HelloEvent, data)
      if (!hello.success) return
      isUp = true
      heartbeatMs = hello.output.heartbeatMs
      watch()
      deps.onHello(hello.output)
    } else if (kind !== 'heartbeat') {
      deps.onEvent(kind, data, id)
    }
  }

  return {
    connect,
    wake() {
      const isSilent = clock.now() - lastSign > heartbeatMs * SILENT_HEARTBEATS
      if (isStopped || (isUp && !isSilent)) return
      backoff.reset()
      connect()
    },
    pause: close,
    stop() {
      isStopped = true
      close()
    },
  }
}
