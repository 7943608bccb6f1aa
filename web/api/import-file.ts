import * as v from 'valibot'
import { DocumentCreated } from '../../document/protocol/documents.ts'
import type { RefusalBody } from '../../document/protocol/refusals.ts'

/** What became of a file that was sent to be a document. */
export type ImportAnswer =
  | { readonly kind: 'made'; readonly document: DocumentCreated }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'unreachable' }

/** How a file is sent. */
export interface ImportRequest {
  /** The media type it is read as. */
  readonly type: string
  /** Names the document where the text names none. */
  readonly file: Blob
  /** How much has left, 0 to 1. */
  readonly onProgress: (part: number) => void
}

/** Sends a file to be a document. By XMLHttpRequest, because `fetch` does not tell how much has left. */
export function importFile({ type, file, onProgress }: ImportRequest): Promise<ImportAnswer> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/documents')
    request.setRequestHeader('content-type', type)
    request.setRequestHeader('accept', 'application/json')
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onload = () => resolve(readAnswer(request.status, request.responseText))
    request.onerror = () => resolve({ kind: 'unreachable' })
    request.onabort = request.onerror
    request.send(file)
  })
}

function readAnswer(status: number, text: string): ImportAnswer {
  try {
    const body: unknown = JSON.parse(text)
    if (status === 201) return { kind: 'made', document: v.parse(DocumentCreated, body) }
    return { kind: 'refused', code: (body as RefusalBody).error.code }
  } catch {
    return { kind: 'unreachable' }
  }
}
