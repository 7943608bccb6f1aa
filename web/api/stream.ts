import { createParser } from 'eventsource-parser'
import * as v from 'valibot'
import { MAX_WAIT_S } from '../../document/protocol/limits.ts'
import { SharedPage } from '../../document/protocol/shared-events.ts'
import { type Subscription, writeSubscriptions } from '../../document/protocol/subscriptions.ts'
import { type Answer, type Refused, toRefusal, type Unreachable } from './answer.ts'
import { request } from './request.ts'

/** Told of a stream's events, in order, and once of its end. Nothing is told after `close`. */
export interface StreamListener {
  /** The answer has begun: the event that says hello should follow at once. */
  onHeaders(): void
  /** `data` is parsed JSON. */
  onEvent(kind: string, data: unknown): void
  /** How long the server asks to wait before the next stream, in milliseconds. */
  onRetry(ms: number): void
  /** Bytes came, after what they told. True when they stop inside an event, whose rest should follow at once. */
  onBytes(isInsideEvent: boolean): void
  onEnd(end: StreamEnd): void
}

/** How a stream ended: by the server's will, by a refusal, or with the line. */
export type StreamEnd = { readonly kind: 'ended' } | Refused | Unreachable

/** An open stream, or one that is being opened. */
export interface Stream {
  close(): void
}

/** The ways to follow documents: one resource, as a stream or by asking again and again. */
export interface Streams {
  openStream(subscriptions: readonly Subscription[], listener: StreamListener): Stream
  /**
   * What is new after the cursors: at once, or with `waitS` as soon as there is something, at the latest after
   * so many seconds.
   */
  poll(
    subscriptions: readonly Subscription[],
    waitS: number,
    signal: AbortSignal,
  ): Promise<Answer<SharedPage>>
}

/** More bytes than this in one unfinished event end the stream: it is not one of ours. */
const EVENT_LIMIT = 16_777_216

/** How much longer than it asked the server to wait a poll may take, on a slow line. */
const POLL_SLACK_MS = 10_000

/** The streams of the server at `base`; left out, of the one this script came from. */
export function createStreams(base = '', send: typeof fetch = (...args) => fetch(...args)): Streams {
  const at = (subscriptions: readonly Subscription[]) =>
    `${base}/api/events?documents=${writeSubscriptions(subscriptions)}`
  return {
    openStream: (subscriptions, listener) => openStream(at(subscriptions), send, listener),
    poll(subscriptions, waitS, signal) {
      const seconds = Math.min(waitS, MAX_WAIT_S)
      const timeoutMs = seconds * 1_000 + POLL_SLACK_MS
      const url = `${at(subscriptions)}${seconds > 0 ? `&wait=${seconds}` : ''}`
      const read = (body: unknown) => v.parse(SharedPage, body)
      return request(url, { cache: 'no-store' }, { send, read, timeoutMs, signal })
    },
  }
}

/**
 * Reads a stream by fetch instead of EventSource: status codes and Retry-After stay visible, and the same code
 * runs in Node and in a worker.
 */
function openStream(url: string, send: typeof fetch, listener: StreamListener): Stream {
  const abort = new AbortController()
  const unlessClosed = (tell: () => void): void => {
    if (!abort.signal.aborted) tell()
  }
  const follow = async (): Promise<StreamEnd> => {
    const response = await send(url, {
      headers: { accept: 'text/event-stream' },
      cache: 'no-store',
      signal: abort.signal,
    })
    unlessClosed(listener.onHeaders)
    if (!response.ok) return toRefusal(response, await response.text())
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream')
    // What something between has made of our stream may never end: it is not read.
    if (!isStream || !response.body) return toRefusal(response, '')
    await readBlocks(response.body, {
      onEvent: ({ event = 'message', data }) =>
        unlessClosed(() => listener.onEvent(event, JSON.parse(data) as unknown)),
      onRetry: (ms) => unlessClosed(() => listener.onRetry(ms)),
      onBytes: (isInsideEvent) => unlessClosed(() => listener.onBytes(isInsideEvent)),
    })
    return { kind: 'ended' }
  }
  const end = (how: StreamEnd): void =>
    unlessClosed(() => {
      abort.abort()
      listener.onEnd(how)
    })
  follow().then(end, () => end({ kind: 'unreachable' }))
  return { close: () => abort.abort() }
}

interface BlockListener {
  onEvent(block: { event?: string | undefined; data: string }): void
  onRetry(ms: number): void
  onBytes(isInsideEvent: boolean): void
}

async function readBlocks(body: ReadableStream<Uint8Array>, listener: BlockListener): Promise<void> {
  const parser = createParser({ ...listener, maxBufferSize: EVENT_LIMIT })
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let end = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const text = decoder.decode(value, { stream: true })
    parser.feed(text)
    // Our server ends each event with an empty line, and each line with a line feed.
    end = (end + text.slice(-2)).slice(-2)
    listener.onBytes(end !== '\n\n')
  }
}
