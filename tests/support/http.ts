import { createHash, randomBytes } from 'node:crypto'
import type { DocumentCreated, DocumentSnapshot } from '../../document/protocol/documents.ts'
import type { CommitAnswer } from '../../document/protocol/post-commit.ts'
import type { RefusalBody } from '../../document/protocol/refusals.ts'
import type { EventPage } from '../../document/protocol/stream-events.ts'

/** What came back, with its body read. */
export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body as JSON; throws when it is not. */
  json<T = Record<string, unknown>>(): T
  /** The code of a refusal; '' for anything else. */
  readonly code: string
}

/** What to ask with: any of fetch's headers, a value to send as JSON, or bytes to send as they are. */
export interface Ask {
  readonly headers?: Record<string, string>
  readonly json?: unknown
  readonly body?: string | Uint8Array
}

/** A browser without a screen: it keeps its cookie. */
export interface Visitor {
  readonly url: string
  /** The Cookie header it sends, '' before it got one. */
  cookie(): string
  get(path: string, ask?: Ask): Promise<Reply>
  post(path: string, ask?: Ask): Promise<Reply>
  put(path: string, ask?: Ask): Promise<Reply>
  delete(path: string, ask?: Ask): Promise<Reply>
  ask(method: string, path: string, ask?: Ask): Promise<Reply>
}

/** Somebody new who talks to a server. */
export function aVisitor(url: string, cookie = ''): Visitor {
  let kept = cookie
  const ask = async (method: string, path: string, { headers, json, body }: Ask = {}): Promise<Reply> => {
    const response = await fetch(url + path, {
      method,
      redirect: 'manual',
      headers: {
        // A kept connection would outlive a restarted server and fail the next request.
        connection: 'close',
        ...(kept ? { cookie: kept } : {}),
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      ...(body === undefined ? {} : { body: body as BodyInit }),
    })
    const [set] = response.headers.getSetCookie()
    if (set) kept = set.split(';')[0] ?? ''
    return toReply(response, await response.text())
  }
  return {
    url,
    cookie: () => kept,
    ask,
    get: (path, more) => ask('GET', path, more),
    post: (path, more) => ask('POST', path, more),
    put: (path, more) => ask('PUT', path, more),
    delete: (path, more) => ask('DELETE', path, more),
  }
}

function toReply({ status, headers }: Response, text: string): Reply {
  const code = (): string => {
    try {
      return (JSON.parse(text) as Partial<RefusalBody>).error?.code ?? ''
    } catch {
      return ''
    }
  }
  return { status, headers, text, json: <T>() => JSON.parse(text) as T, code: code() }
}

/** Makes a document; the answer's id is all most tests need. */
export async function createDocument(visitor: Visitor, content: object = {}): Promise<DocumentCreated> {
  const reply = await visitor.post('/api/documents', { json: content })
  if (reply.status !== 201) throw new Error(`no document was made: ${reply.status} ${reply.text}`)
  return reply.json<DocumentCreated>()
}

/** The whole document now, or at `seq`. */
export async function readDocument(visitor: Visitor, id: string, seq?: number): Promise<DocumentSnapshot> {
  const reply = await visitor.get(`/api/documents/${id}${seq === undefined ? '' : `?at=${seq}`}`)
  if (reply.status !== 200) throw new Error(`the document cannot be read: ${reply.status} ${reply.text}`)
  return reply.json<DocumentSnapshot>()
}

/** Every event after `after`, over as many pages as it takes. */
export async function readLog(visitor: Visitor, id: string, after = 0): Promise<EventPage['events']> {
  const page = (
    await visitor.get(`/api/documents/${id}/events?after=${after}`, {
      headers: { accept: 'application/json' },
    })
  ).json<EventPage>()
  const last = page.events.at(-1)?.seq ?? after
  return page.more ? [...page.events, ...(await readLog(visitor, id, last))] : page.events
}

/** A commit on the document as it stands, with a fresh id. `over` replaces fields, `steps` most often. */
export async function aCommitOn(
  visitor: Visitor,
  id: string,
  over: object = {},
): Promise<Record<string, unknown>> {
  const { epoch, schema, seq } = await readDocument(visitor, id)
  return { id: anId(), client: clientOf(visitor), epoch, schema, base: seq, steps: [], ...over }
}

/** Types `text` at `at` (3 is the start of the first paragraph of an untitled document). */
export async function type(visitor: Visitor, id: string, text: string, at = 3): Promise<CommitAnswer> {
  const json = await aCommitOn(visitor, id, { steps: [{ run: { at, text } }] })
  const reply = await visitor.post(`/api/documents/${id}/commits`, { json })
  if (reply.status !== 201) throw new Error(`the commit was refused: ${reply.status} ${reply.text}`)
  return reply.json<CommitAnswer>()
}

/** A fresh id for a commit or a client. */
export function anId(): string {
  return randomBytes(9).toString('base64url')
}

/** The client id a visitor's helpers use: one for each cookie. */
export function clientOf(visitor: Visitor): string {
  return `c-${createHash('sha256').update(visitor.cookie()).digest('hex').slice(0, 16)}`
}

/** Opens a document as our page does: reading it alone lists it nowhere. */
export async function visit(visitor: Visitor, id: string): Promise<void> {
  const reply = await visitor.post(`/api/documents/${id}/visits`, { json: {} })
  if (reply.status !== 204) throw new Error(`the visit was refused: ${reply.status} ${reply.text}`)
}
