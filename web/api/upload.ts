import * as v from 'valibot'
import { FileKept } from '../../document/protocol/files.ts'
import { type Answer, toRefusal } from './answer.ts'

/** Bytes on their way to a document. */
export interface FileToSend {
  readonly document: string
  readonly name: string
  readonly bytes: Blob
  /** Told how much has left, from 0 to 1. */
  readonly onPart: (part: number) => void
  /** Gives it up. */
  readonly signal: AbortSignal
}

/** Brings a file to the server. Never throws: what went wrong is in the answer. */
export type SendFile = (file: FileToSend) => Promise<Answer<FileKept>>

/**
 * By XMLHttpRequest, the only call that tells how much has left. The type says nothing, because the server looks
 * for itself, and is one that no form of another site can send.
 */
export const sendFile: SendFile = ({ document, name, bytes, onPart, signal }) =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/documents/${document}/files?name=${encodeURIComponent(name)}`)
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.setRequestHeader('Accept', 'application/json')
    request.upload.addEventListener('progress', ({ loaded, total }) => onPart(total ? loaded / total : 0))
    request.addEventListener('loadend', () => resolve(readAnswer(request)))
    signal.addEventListener('abort', () => request.abort())
    request.send(bytes)
  })

/** Status 0 is no answer: the line broke, or somebody gave it up. */
function readAnswer(request: XMLHttpRequest): Answer<FileKept> {
  const { status, responseText } = request
  if (status === 0) return { kind: 'unreachable' }
  const retryAfter = request.getResponseHeader('retry-after')
  const response = new Response(null, {
    status: status === 204 || status === 304 ? 502 : status,
    headers: retryAfter === null ? {} : { 'retry-after': retryAfter },
  })
  if (!response.ok) return toRefusal(response, responseText)
  try {
    return { kind: 'ok', value: v.parse(FileKept, JSON.parse(responseText)) }
  } catch {
    return toRefusal(response, '')
  }
}
