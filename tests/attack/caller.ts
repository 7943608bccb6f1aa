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
      if (keepsCookie) cookie ??= cookieOf(answered['set-cookie'])
      const code = statusCode >= 400 ? codeOf(bytes) : undefined
      countAnswer(tally, code ? `${statusCode} ${code}` : String(statusCode))
      return { status: statusCode, code, headers: answered, bytes, json: () => JSON.parse(bytes.toString()) }
    } catch {
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
