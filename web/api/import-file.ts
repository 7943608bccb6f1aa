import * as v from 'valibot'
import { DocumentCreated } from '../../document/protocol/documents.ts'
import type { Answer } from './answer.ts'
import { sendBytes } from './send-bytes.ts'

/** How a file is sent. */
export interface ImportRequest {
  /** The media type it is read as. */
  readonly type: string
  /** Names the document where the text names none. */
  readonly file: File
  /** How much has left, 0 to 1. */
  readonly onProgress: (part: number) => void
}

/** Sends a file to be a document. By XMLHttpRequest, because `fetch` does not tell how much has left. */
export function importFile({ type, file, onProgress }: ImportRequest): Promise<Answer<DocumentCreated>> {
  return sendBytes({
    url: `/api/documents?name=${encodeURIComponent(wellFormed(file.name))}`,
    type,
    bytes: file,
    onPart: onProgress,
    signal: new AbortController().signal,
    read: (body) => v.parse(DocumentCreated, body),
  })
}

/** Some systems have names that are no text; `encodeURIComponent` throws at those. */
function wellFormed(name: string): string {
  return name.replace(/[\uD800-\uDFFF]/gu, '\uFFFD')
}
