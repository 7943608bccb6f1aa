import { type ClientRequest, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import { createParser } from 'eventsource-parser'

/** One event as it came over the wire. */
export interface ReadEvent {
  readonly event: string
  readonly id: string | undefined
  readonly data: unknown
}

/** Reads the real bytes of one stream. */
export interface StreamReader {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** The next event, waited for; undefined when the stream has ended. */
  next(): Promise<ReadEvent | undefined>
  /** Reads until one fits and answers all that were read, that one last. Throws when the stream ends first. */
  until(fits: (event: ReadEvent) => boolean): Promise<ReadEvent[]>
  /** All events to the end of the stream. */
  rest(): Promise<ReadEvent[]>
  /** Every byte so far. */
  bytes(): Buffer
  /** How many pieces the bytes came in. */
  pieces(): number
  /** Stops taking bytes from the socket, and starts again. */
  pause(): void
  resume(): void
  close(): void
}

/** Opens a stream; resolves when the headers are there, whatever the status. */
export async function openReader(url: string, headers: Record<string, string> = {}): Promise<StreamReader> {
  const outgoing = request(url, { agent: false, headers: { accept: 'text/event-stream', ...headers } }).end()
  const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve).once('error', reject)
  })
  return follow(outgoing, incoming)
}

function follow(outgoing: ClientRequest, incoming: IncomingMessage): StreamReader {
  const chunks: Buffer[] = []
  const queue: ReadEvent[] = []
  let waiting: (() => void) | undefined
  let isOver = false
  const parser = createParser({
    onEvent: ({ event, id, data }) => queue.push({ event: event ?? 'message', id, data: JSON.parse(data) }),
  })
  const decoder = new TextDecoder()
  const tell = (): void => {
    waiting?.()
    waiting = undefined
  }
  outgoing.on('error', () => undefined)
  incoming.on('error', () => undefined)
  incoming.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    parser.feed(decoder.decode(chunk, { stream: true }))
    tell()
  })
  incoming.once('close', () => {
    isOver = true
    tell()
  })

  async function next(): Promise<ReadEvent | undefined> {
    while (queue.length === 0 && !isOver) {
      await new Promise<void>((resolve) => {
        waiting = resolve
      })
    }
    return queue.shift()
  }

  return {
    status: incoming.statusCode ?? 0,
    headers: incoming.headers,
    next,
    async until(fits) {
      const read: ReadEvent[] = []
      for (;;) {
        const event = await next()
        if (!event)
          throw new Error(`the stream ended after ${JSON.stringify(read.map((each) => each.event))}`)
        read.push(event)
        if (fits(event)) return read
      }
    },
    async rest() {
      const read: ReadEvent[] = []
      for (let event = await next(); event; event = await next()) read.push(event)
      return read
    },
    bytes: () => Buffer.concat(chunks),
    pieces: () => chunks.length,
    pause: () => void incoming.pause(),
    resume: () => void incoming.resume(),
    close: () => void outgoing.destroy(),
  }
}

/** True for the durable event with this number. */
export function isCommit(seq: number): (event: ReadEvent) => boolean {
  return ({ event, id }) => event === 'commit' && id === String(seq)
}
