import * as v from 'valibot'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { ArchiveManifest, MANIFEST } from '../../document/protocol/archive.ts'

/** An archive whose table of contents is read. Names of entries are looked up, and never become paths of ours. */
export interface OpenArchive {
  readonly manifest: ArchiveManifest
  /**
   * An entry's bytes as JSON text; undefined when there is none, it is larger than `limit`, it is damaged, or it
   * would take far more memory to parse than any of ours.
   */
  text(path: string, limit: number): Promise<string | undefined>
  /** An entry's bytes; undefined when there is no such entry. Reading throws when it is damaged. */
  bytes(path: string): Promise<AsyncIterable<Uint8Array> | undefined>
  close(): void
}

const MOST_ENTRIES = 100_000
const MANIFEST_BYTES = 67_108_864
/** What an archive may unpack to in all: so many times its own bytes, or so many. */
const MOST_UNPACKED_TIMES = 20
const ALWAYS_UNPACKED_BYTES = 1_073_741_824
/** More objects and lists than the largest document has; an empty one takes thirty times its text in memory. */
const MOST_OBJECTS = 5_000_000

/** Why a file is no archive of ours, in words for its owner. */
export class InvalidArchive extends Error {}

/** Opens a zip of ours. Rejects with InvalidArchive what is no zip, or has no table of contents that can be read. */
export async function openArchive(path: string): Promise<OpenArchive> {
  const zip = await openZip(path)
  try {
    const entries = await listEntries(zip)
    const archive = { ...readersOf(zip, entries), close: () => zip.close() }
    const text = await archive.text(MANIFEST, MANIFEST_BYTES)
    return { ...archive, manifest: readManifest(text) }
  } catch (error) {
    zip.close()
    throw error instanceof InvalidArchive ? error : invalid('its list of entries is damaged')
  }
}

async function openZip(path: string): Promise<ZipFile> {
  try {
    return await openPromise(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true })
  } catch {
    throw invalid('it is not a zip')
  }
}

async function listEntries(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > MOST_ENTRIES) throw invalid(`it has more than ${MOST_ENTRIES} entries`)
  const entries = new Map<string, Entry>()
  let packed = 0
  let unpacked = 0
  for await (const entry of zip.eachEntry()) {
    packed += entry.compressedSize
    unpacked += entry.uncompressedSize
    entries.set(entry.fileName, entry)
  }
  if (packed > zip.fileSize) throw invalid('its entries share their bytes')
  if (unpacked > Math.max(ALWAYS_UNPACKED_BYTES, MOST_UNPACKED_TIMES * zip.fileSize))
    throw invalid('it unpacks to far more than it has')
  return entries
}

function readManifest(text: string | undefined): ArchiveManifest {
  try {
    return v.parse(ArchiveManifest, JSON.parse(text ?? ''))
  } catch {
    throw invalid(`it has no ${MANIFEST} that can be read`)
  }
}

function readersOf(zip: ZipFile, entries: ReadonlyMap<string, Entry>): Pick<OpenArchive, 'text' | 'bytes'> {
  const bytes: OpenArchive['bytes'] = async (path) => {
    const entry = entries.get(path)
    if (!entry) return undefined
    const stream = await zip.openReadStreamPromise(entry)
    // It may fail before anybody reads; whoever does then meets the same error.
    stream.on('error', () => undefined)
    return stream
  }
  return {
    bytes,
    async text(path, limit) {
      try {
        const chunks: Uint8Array[] = []
        let size = 0
        // The size an entry says it has is checked by the library; a bomb says a large one.
        for await (const chunk of (await bytes(path)) ?? []) {
          size += chunk.length
          if (size > limit) return undefined
          chunks.push(chunk)
        }
        const json = Buffer.concat(chunks)
        if (size === 0 || countObjects(json) > MOST_OBJECTS) return undefined
        return new TextDecoder('utf-8', { fatal: true }).decode(json)
      } catch {
        return undefined
      }
    },
  }
}

/** Objects and lists in JSON, and the same signs in its texts. */
function countObjects(json: Uint8Array): number {
  let count = 0
  for (const byte of json) if (byte === 0x7b || byte === 0x5b) count++
  return count
}

function invalid(reason: string): InvalidArchive {
  return new InvalidArchive(reason)
}
