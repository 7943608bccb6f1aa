/** The media type of Word's files. */
export const WORD_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** A file of Word, as the server writes it. */
export type WordFile = Blob

// A long document with many pictures takes the server a while.
const TIMEOUT_MS = 120_000

/** Asks for a document as a file of Word; undefined when there is no answer that is one. */
export async function fetchWordFile(url: string, send: typeof fetch): Promise<WordFile | undefined> {
  try {
    const headers = { accept: WORD_TYPE }
    const response = await send(url, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) })
    return response.ok ? await response.blob() : undefined
  } catch {
    return undefined
  }
}
