import { fileIdOf } from '../../document/protocol/files.ts'

/** As much as the server puts into a file of Word. */
const MAX_TOTAL_BYTES = 33_554_432
const TIMEOUT_MS = 20_000
/** What a call takes as arguments on every browser. */
const CHUNK = 32_768

/**
 * Those of some pictures that are kept on this server, as `data:` addresses by their own, for a file that stands alone.
 * What cannot be had, or is too much, is left out.
 */
export async function fetchPictures(
  sources: Iterable<string>,
  send: typeof fetch,
): Promise<ReadonlyMap<string, string>> {
  const pictures = new Map<string, string>()
  // One for all: a server that does not answer is not waited for once for each picture.
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  let left = MAX_TOTAL_BYTES
  for (const src of sources) {
    if (!fileIdOf(src)) continue
    const blob = await fetchPicture(src, send, signal)
    if (!blob || blob.size > left) continue
    left -= blob.size
    pictures.set(src, await dataAddress(blob))
  }
  return pictures
}

async function fetchPicture(src: string, send: typeof fetch, signal: AbortSignal): Promise<Blob | undefined> {
  try {
    const response = await send(src, { signal })
    const blob = response.ok ? await response.blob() : undefined
    return blob?.type.startsWith('image/') ? blob : undefined
  } catch {
    return undefined
  }
}

async function dataAddress(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  let letters = ''
  for (let at = 0; at < bytes.length; at += CHUNK)
    letters += String.fromCharCode(...bytes.subarray(at, at + CHUNK))
  return `data:${blob.type.split(';')[0]};base64,${btoa(letters)}`
}
