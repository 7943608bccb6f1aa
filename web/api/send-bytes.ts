import { type Answer, toRefusal } from './answer.ts'

/** Bytes on their way to the server. */
export interface BytesToSend<T> {
  readonly url: string
  /** Their media type, which no form of another site can send. */
  readonly type: string
  readonly bytes: Blob
  /** Told how much has left, from 0 to 1. */
  readonly onPart: (part: number) => void
  /** Gives it up. */
  readonly signal: AbortSignal
  /** Reads the answer's JSON; a throw means that it is not our server's. */
  readonly read: (body: unknown) => T
}

/**
 * Posts bytes by XMLHttpRequest, the only call that tells how much has left. Never throws: what went wrong is in the
 * answer.
 */
export function sendBytes<T>({ url, type, bytes, onPart, signal, read }: BytesToSend<T>): Promise<Answer<T>> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('POST', url)
    request.setRequestHeader('Content-Type', type)
    request.setRequestHeader('Accept', 'application/json')
    request.upload.addEventListener('progress', ({ loaded, total }) => onPart(total ? loaded / total : 0))
    request.addEventListener('loadend', () => resolve(readAnswer(request, read)))
    signal.addEventListener('abort', () => request.abort())
    request.send(bytes)
  })
}

/** Status 0 is no answer: the line broke, or somebody gave it up. */
function readAnswer<T>(request: XMLHttpRequest, read: (body: unknown) => T): Answer<T> {
  const { status, responseText } = request
  if (status === 0) return { kind: 'unreachable' }
  const headers = new Headers()
  const retryAfter = request.getResponseHeader('retry-after')
  if (retryAfter !== null) headers.set('retry-after', retryAfter)
  if (status < 200 || status > 299) return toRefusal({ status, headers }, responseText)
  try {
    return { kind: 'ok', value: read(JSON.parse(responseText)) }
  } catch {
    return toRefusal({ status, headers }, '')
  }
}
