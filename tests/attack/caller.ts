import { Agent } from 'undici'

/** An answer, read to its end. */
export interface Answer {
  /** 0 when the connection ended without one, or none came in time. */
  readonly status: number
  /** The code of a refusal. */
  readonly code: string | undefined
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly bytes: Buffer
  /** Throws when it is no JSON. */
  json<T>(): T
}

/** What goes along with a call. An object as `body` is sent as JSON. */
export interface Sent {
  readonly body?: string | Buffer | object
  readonly type?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Somebody who calls the server; everything they send and are answered is counted. */
export interface Caller {
  readonly cookie: () => string | undefined
  call(method: string, path: string, sent?: Sent): Promise<Answer>
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>
  post(path: string, body: Sent['body'], type?: string): Promise<Answer>
}

/** What all callers of an attack sent and were answered. */
export interface Tally {
  sentBytes: number
  answeredBytes: number
  readonly answers: Map<string, number>
  /** The calls, in the order in which they ended; times are milliseconds since 1970. */
  readonly calls: { readonly name: string; readonly from: number; readonly to: number }[]
}

/** Nothing was sent yet. */
export function emptyTally(): Tally {
  return { sentBytes: 0, answeredBytes: 0, answers: new Map(), calls: [] }
}

/** Which call was under way all that time, or the longest part of it: the one that came to its end soonest. */
export function callDuring(tally: Tally, [from, to]: readonly [number, number]): string | undefined {
  const overlap = (call: Tally['calls'][number]): number => Math.min(call.to, to) - Math.max(call.from, from)
  const beside = tally.calls.filter((call) => overlap(call) > (to - from) / 2)
  beside.sort((a, b) => a.to - a.from - (b.to - b.from))
  return beside[0]?.name
}

/** Counts one more answer under its name. */
export function countAnswer(tally: Tally, name: string): void {
  tally.answers.set(name, (tally.answers.get(name) ?? 0) + 1)
}

interface CallerDeps {
  readonly url: string
  readonly tally: Tally
  readonly over: AbortSignal
  readonly keepsCookie: boolean
}

/** A connection for each call that needs one, and patience for slow answers: the attack itself has a time limit. */
const AGENT = new Agent({ headersTimeout: 0, bodyTimeout: 0, connections: null, pipelining: 1 })

/** Somebody new to the server. */
export function createCaller({ url, tally, over, keepsCookie }: CallerDeps): Caller {
  let cookie: string | undefined

  async function call(method: string, path: string, sent: Sent = {}): Promise<Answer> {
    const body =
      typeof sent.body === 'object' && !Buffer.isBuffer(sent.body) ? JSON.stringify(sent.body) : sent.body
    const type = sent.type ?? (body === undefined ? undefined : 'application/json')
    const headers = {
      ...(type ? { 'content-type': type } : {}),
      ...(cookie ? { cookie } : {}),
      ...sent.headers,
    }
    tally.sentBytes += body === undefined ? 0 : Buffer.byteLength(body)
    const from = performance.timeOrigin + performance.now()
    const ended = (): void => {
      const name = `${method} ${path.slice(0, 80)}`.replace(/[\w-]{22}/, '…')
      tally.calls.push({ name, from, to: performance.timeOrigin + performance.now() })
    }
    try {
      const options = {
        origin: url,
        path,
        method: method as 'GET',
        headers,
        body: body ?? null,
        signal: over,
      }
      const { statusCode, headers: answered, body: stream } = await AGENT.request(options)
      const bytes = Buffer.from(await stream.arrayBuffer())
      tally.answeredBytes += bytes.length
      ended()
      if (keepsCookie) cookie ??= cookieOf(answered['set-cookie'])
      const code = statusCode >= 400 ? codeOf(bytes) : undefined
      countAnswer(tally, code ? `${statusCode} ${code}` : String(statusCode))
      return { status: statusCode, code, headers: answered, bytes, json: () => JSON.parse(bytes.toString()) }
    } catch {
      ended()
      countAnswer(tally, over.aborted ? 'not answered in time' : 'cut off')
      return { status: 0, code: undefined, headers: {}, bytes: Buffer.alloc(0), json: () => JSON.parse('') }
    }
  }

  return {
    cookie: () => cookie,
    call,
    get: (path, headers) => call('GET', path, headers ? { headers } : {}),
    post: (path, body, type) =>
      call('POST', path, { ...(body === undefined ? {} : { body }), ...(type ? { type } : {}) }),
  }
}

function cookieOf(lines: string | string[] | undefined): string | undefined {
  return [lines]
    .flat()
    .find((line) => line?.startsWith('samepage='))
    ?.split(';')[0]
}

function codeOf(bytes: Buffer): string | undefined {
  try {
    return (JSON.parse(bytes.toString()) as { error?: { code?: string } }).error?.code
  } catch {
    return undefined
  }
}
