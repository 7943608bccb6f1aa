/** The media type of Word's files. */
export const WORD_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** A file of Word, as the server writes it, and what it says that the file does not hold. */
export interface WordFile {
  readonly file: Blob
  readonly losses: readonly { readonly kind: string; readonly count: number }[]
}

// A long document with many pictures takes the server a while.
const TIMEOUT_MS = 120_000

/** Asks for a document as a file of Word; undefined when there is no answer that is one. */
export async function fetchWordFile(url: string, send: typeof fetch): Promise<WordFile | undefined> {
  try {
    const headers = { accept: WORD_TYPE }
    const response = await send(url, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) })
    if (!response.ok) return undefined
    return { file: await response.blob(), losses: readLosses(response.headers.get('samepage-losses') ?? '') }
  } catch {
    return undefined
  }
}

/** Reads a dictionary of RFC 9651 whose values are whole numbers: `mentions=2, merged-cells=1`. */
function readLosses(field: string): WordFile['losses'] {
  return [...field.matchAll(/([a-z-]+)=(\d+)/g)].map(([, kind = '', count]) => ({
    kind,
    count: Number(count),
  }))
}
