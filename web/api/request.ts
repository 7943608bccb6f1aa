import { type Answer, toRefusal } from './answer.ts'

/** How a request is made. */
export interface RequestOptions<T> {
  readonly send: typeof fetch
  /** Reads the body's JSON; a throw means that the answer is not our server's. */
  readonly read: (body: unknown) => T
  /** Milliseconds until an answer no longer counts. */
  readonly timeoutMs?: number
  /** Gives the request up. */
  readonly signal?: AbortSignal
}

const REQUEST_TIMEOUT_MS = 30_000

/** Asks for JSON. Never throws: what went wrong is in the answer. */
export async function request<T>(
  url: string,
  init: RequestInit,
  { send, read, timeoutMs = REQUEST_TIMEOUT_MS, signal }: RequestOptions<T>,
): Promise<Answer<T>> {
  const headers = { accept: 'application/json', ...init.headers }
  try {
    const response = await send(url, {
      ...init,
      headers,
      signal: either(AbortSignal.timeout(timeoutMs), signal),
    })
    const text = await response.text()
    // 304 answers a request that said what it has: there is nothing to read, and nothing is wrong.
    const isAnswer = response.ok || response.status === 304
    return isAnswer ? readValue(response, text, read) : toRefusal(response, text)
  } catch {
    return { kind: 'unreachable' }
  }
}

/** What `AbortSignal.any` does, which browsers of 2023 lack. */
function either(timeout: AbortSignal, signal: AbortSignal | undefined): AbortSignal {
  if (!signal) return timeout
  const abort = new AbortController()
  if (signal.aborted) abort.abort()
  for (const one of [timeout, signal]) one.addEventListener('abort', () => abort.abort())
  return abort.signal
}

function readValue<T>(response: Response, text: string, read: (body: unknown) => T): Answer<T> {
  try {
    return { kind: 'ok', value: read(text === '' ? undefined : JSON.parse(text)) }
  } catch {
    return toRefusal(response, '')
  }
}
