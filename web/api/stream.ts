import { createParser } from 'eventsource-parser'
import { type Refused, toRefusal, type Unreachable } from './answer.ts'

/** Where to resume from, and who listens. */
export interface StreamRequest {
  readonly document: string
  readonly client: string
  readonly after: number
  readonly chain: string
  readonly epoch: string
}

/** Told of a stream's events, in order, and once of its end. */
export interface StreamListener {
  /** `data` is parsed JSON; `id` is there for durable events. */
  onEvent(kind: string, data: unknown, id: number | undefined): void
  /** Not called after `close`. */
  onEnd(end: Refused | Unreachable): void
}

/** An open stream, or one that is being opened. */
export interface Stream {
  close(): void
}

export type OpenStream = (request: StreamRequest, listener: StreamListener) => Stream

/** More bytes than this in one unfinished event end the stream: it is not one of ours. */
const EVENT_LIMIT = 16_777_216

/**
 * Follows a document by fetch instead of EventSource: status codes and Retry-After stay visible, and the
 * same code runs in Node.
 */
export function openStream(
  {
    url,
    send,
    client,
    after,
    chain,
    epoch,
  }: StreamRequest & { readonly url: string; readonly send: typeof fetch },
  { onEvent, onEnd }: StreamListener,
): Stream {
  const abort = new AbortController()
  const query = new URLSearchParams({ after: String(after), chain, epoch, client })
  const end: StreamListener['onEnd'] = (reason) => {
    if (!abort.signal.aborted) onEnd(reason)
  }
  const onBlock = (block: { event?: string | undefined; data: string; id?: string | undefined }) => {
    if (abort.signal.aborted) return
    const id = block.id === undefined ? undefined : Number(block.id)
    onEvent(block.event ?? 'message', JSON.parse(block.data), id)
  }
  const follow = async (): Promise<void> => {
    const response = await send(`${url}?${query}`, {
      headers: { accept: 'text/event-stream' },
      cache: 'no-store',
      signal: abort.signal,
    })
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream')
    if (!response.ok || !isStream || !response.body) {
      end(toRefusal(response, await response.text()))
      return
    }
    await readBlocks(response.body, onBlock)
    end({ kind: 'unreachable' })
  }
  follow().catch(() => end({ kind: 'unreachable' }))
  return { close: () => abort.abort() }
}

async function readBlocks(
  body: ReadableStream<Uint8Array>,
  onBlock: (block: { event?: string | undefined; data: string; id?: string | undefined }) => void,
): Promise<void> {
  const parser = createParser({ onEvent: onBlock, maxBufferSize: EVENT_LIMIT })
  const reader = body.getReader()
  const decoder = new TextDecoder()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    parser.feed(decoder.decode(value, { stream: true }))
  }
}
