import * as v from 'valibot'
import { HEARTBEAT_MS } from '../../document/protocol/limits.ts'
import type { StreamEnd } from '../api/stream.ts'
import type { Line, LineDeps, LineEnd, LineListener } from './line.ts'
import type { Asked } from './subscriber.ts'

/** The server says hello at once: later than this after the request, something between holds it back. */
const ANSWER_MS = 8_000

/** The same after the answer's headers. */
const ANSWER_AFTER_HEADERS_MS = 4_000

/**
 * After a silence a browser may have more connections that are dead without knowing it, and takes one of them for
 * the next request: a line opened in haste does not wait long for the answer to begin, and the next gets another.
 */
const HASTY_ANSWER_MS = 1_500

/** Without a sign of life for this many heartbeats the line counts as dead. */
const SILENT_HEARTBEATS = 2.5

/** The rest of an event follows its beginning at once: later than this, something between waits for a block of bytes. */
const INSIDE_EVENT_MS = 3_000

/** A timer that fires so much too late has slept: what it waited for may be there and not read yet. */
const JUMP_MS = 2_000

const Beat = v.object({ heartbeatMs: v.number() })

/** Opens a stream for these documents and watches over its silence. */
export function openStreamLine(
  { asked, isHasty }: { readonly asked: Map<string, Asked>; readonly isHasty: boolean },
  { streams, clock }: LineDeps,
  listener: LineListener,
): Line {
  let hasHeaders = false
  let hasHeard = false
  let heartbeatMs = HEARTBEAT_MS
  let retryMs: number | undefined
  let lastSign = clock.now()
  let cancelWatch = () => {}
  let cancelInside = () => {}

  const patienceMs = (): number => heartbeatMs * SILENT_HEARTBEATS
  const end = (how: LineEnd): void => {
    close()
    listener.onEnd(how)
  }
  const giveUp = (): void => end({ kind: hasHeard || (isHasty && !hasHeaders) ? 'silent' : 'missed' })

  function watch(ms: number): void {
    cancelWatch()
    const due = clock.now() + ms
    cancelWatch = clock.after(ms, () => {
      if (clock.now() - due < JUMP_MS) {
        giveUp()
        return
      }
      watch(Math.min(ms, heartbeatMs))
      listener.onJump()
    })
  }

  function watchInside(isInsideEvent: boolean): void {
    cancelInside()
    if (!isInsideEvent) return
    const due = clock.now() + INSIDE_EVENT_MS
    cancelInside = clock.after(INSIDE_EVENT_MS, () => {
      // After a sleep the rest may be there and not read yet.
      if (clock.now() - due < JUMP_MS) end({ kind: 'held' })
    })
  }

  function close(): void {
    cancelWatch()
    cancelInside()
    stream.close()
  }

  watch(isHasty ? HASTY_ANSWER_MS : ANSWER_MS)
  const stream = streams.openStream([...asked.values()], {
    onHeaders() {
      hasHeaders = true
      if (!hasHeard) watch(ANSWER_AFTER_HEADERS_MS)
    },
    onEvent(kind, data) {
      hasHeard = true
      lastSign = clock.now()
      const beat = kind === 'hello' ? v.safeParse(Beat, data) : undefined
      if (beat?.success) heartbeatMs = beat.output.heartbeatMs
      watch(patienceMs())
      listener.onEvent(kind, data)
    },
    onRetry(ms) {
      retryMs = ms
    },
    onBytes: watchInside,
    onEnd: (how) => end(hasHeard ? withRetry(how, retryMs) : withoutHello(how)),
  })

  return {
    transport: 'stream',
    asked,
    unanswered: new Set(asked.keys()),
    hasHeard: () => hasHeard,
    silentMs: () => clock.now() - lastSign,
    patienceMs,
    close,
  }
}

function withRetry(how: StreamEnd, retryMs: number | undefined): LineEnd {
  return how.kind === 'ended' ? { kind: 'ended', retryMs } : how
}

/**
 * An answer that ends before it said anything, and one that is neither a stream nor a word of our server, are the
 * work of something between. A gateway that does not reach the server says so with 502 to 504.
 */
function withoutHello(how: StreamEnd): LineEnd {
  if (how.kind === 'ended') return { kind: 'missed' }
  const isOfSomebodyElse = how.kind === 'refused' && how.code === 'unknown' && how.status < 500
  return isOfSomebodyElse ? { kind: 'missed' } : how
}
