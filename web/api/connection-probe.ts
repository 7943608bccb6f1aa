import { createParser } from 'eventsource-parser'
import * as v from 'valibot'
import { RequestSeen, TICK_MS, TICKS, Tick } from '../../document/protocol/connection.ts'
import { type Refused, toRefusal, type Unreachable } from './answer.ts'

/** An answer as it came, and after how many milliseconds. */
export interface Answered {
  readonly kind: 'answered'
  readonly seen: RequestSeen
  readonly ms: number
  readonly headers: Readonly<Record<string, string>>
}

/** What became of one request. */
export type Asked = Answered | Refused | Unreachable

/** The short stream as it came. Times are milliseconds since the request. */
export interface Heard {
  readonly kind: 'heard'
  /** When each tick arrived. */
  readonly ticks: readonly number[]
  /** False when the last tick did not come. */
  readonly isComplete: boolean
  readonly endMs: number
  readonly headers: Readonly<Record<string, string>>
}

/** Something else came in the place of the stream. */
export interface WrongType {
  readonly kind: 'wrong-type'
  readonly type: string
}

/** What became of the short stream. */
export type Listened = Heard | WrongType | Refused | Unreachable

/** The requests of a connection check. */
export interface ConnectionProbe {
  /** An ordinary request; with `waitS` the server answers after so many seconds. */
  ask(waitS?: number): Promise<Asked>
  /** A request of the kind that carries a change. */
  send(): Promise<Asked>
  /** The short stream; with `silenceS` two ticks with so many seconds of silence between them. */
  listen(silenceS?: number): Promise<Listened>
}

/** Where the server is and how to reach it; `now` is in milliseconds, from any start. */
export interface ProbeOptions {
  readonly now: () => number
  readonly base?: string
  readonly fetch?: typeof fetch
}

/** Beyond what the server itself takes. */
const PATIENCE_MS = 12_000

/** A probe of the server this page came from. */
export function createConnectionProbe({
  now,
  base = '',
  fetch: send = (...args) => fetch(...args),
}: ProbeOptions): ConnectionProbe {
  const call = async (path: string, init: RequestInit, ms: number): Promise<Asked> => {
    const start = now()
    try {
      const response = await send(base + path, {
        ...init,
        cache: 'no-store',
        signal: AbortSignal.timeout(ms + PATIENCE_MS),
      })
      const text = await response.text()
      if (!response.ok) return toRefusal(response, text)
      const seen = readSeen(text)
      // A page that somebody between put in the place of the answer, with a status that says all is well.
      if (!seen) return toRefusal(response, '')
      return { kind: 'answered', seen, ms: now() - start, headers: toRecord(response.headers) }
    } catch {
      return { kind: 'unreachable' }
    }
  }
  return {
    ask: (waitS = 0) => call(`/api/connection?wait=${waitS}`, {}, waitS * 1_000),
    send: () =>
      call(
        '/api/connection',
        { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' },
        0,
      ),
    async listen(silenceS) {
      const query = silenceS === undefined ? '' : `?silence=${silenceS}`
      const lasts = silenceS === undefined ? TICKS * TICK_MS : silenceS * 1_000
      const start = now()
      try {
        const response = await send(`${base}/api/connection/stream${query}`, {
          headers: { accept: 'text/event-stream' },
          cache: 'no-store',
          signal: AbortSignal.timeout(lasts + PATIENCE_MS),
        })
        const type = response.headers.get('content-type') ?? ''
        if (!response.ok) return toRefusal(response, await response.text())
        if (!type.startsWith('text/event-stream')) return { kind: 'wrong-type', type }
        return await readTicks(response, () => now() - start)
      } catch {
        return { kind: 'unreachable' }
      }
    },
  }
}

/** Reads to the end, however that comes: what was heard before a cut says where the cut is. */
async function readTicks(response: Response, elapsed: () => number): Promise<Heard> {
  const ticks: number[] = []
  let isComplete = false
  const parser = createParser({
    onEvent({ data }) {
      const tick = v.safeParse(Tick, JSON.parse(data))
      if (!tick.success) return
      ticks.push(elapsed())
      isComplete = tick.output.n === tick.output.of
    },
  })
  const decoder = new TextDecoder()
  try {
    const reader = response.body?.getReader()
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
      parser.feed(decoder.decode(part.value, { stream: true }))
  } catch {
    // The connection broke, or nothing came for too long.
  }
  return { kind: 'heard', ticks, isComplete, endMs: elapsed(), headers: toRecord(response.headers) }
}

function readSeen(text: string): RequestSeen | undefined {
  try {
    const read = v.safeParse(RequestSeen, JSON.parse(text))
    return read.success ? read.output : undefined
  } catch {
    return undefined
  }
}

function toRecord(headers: Headers): Record<string, string> {
  const record: Record<string, string> = {}
  headers.forEach((value, name) => {
    record[name] = value
  })
  return record
}
