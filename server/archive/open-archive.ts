import * as v from 'valibot'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { ArchiveManifest, MANIFEST } from '../../document/protocol/archive.ts'
import { Refusal } from '../refusal.ts'

/** An archive whose table of contents is read. Names of entries are looked up, and never become paths of ours. */
export interface OpenArchive {
  readonly manifest: ArchiveManifest
  /** An entry's bytes as text; undefined when there is none, it is larger than `limit`, or it is damaged. */
  text(path: string, limit: number): Promise<string | undefined>
  /** An entry's bytes; undefined when there is no such entry. Reading throws when it is damaged. */
  bytes(path: string): Promise<AsyncIterable<Uint8Array> | undefined>
  close(): void
}

const MOST_ENTRIES = 100_000
const MANIFEST_BYTES = 67_108_864

/** Opens a zip of ours. Refuses with `invalid-archive` what is no zip, or has no table of contents that can be read. */
export async function openArchive(path: string): Promise<OpenArchive> {
  const zip = await openZip(path)
  try {
    const entries = await listEntries(zip)
    const archive = { ...readersOf(zip, entries), close: () => zip.close() }
    const text = await archive.text(MANIFEST, MANIFEST_BYTES)
    return { ...archive, manifest: readManifest(text) }
  } catch (error) {
    zip.close()
    throw error instanceof Refusal ? error : invalid('its list of entries is damaged')
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
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry)
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
    return entry && zip.openReadStreamPromise(entry)
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
        return size === 0
          ? undefined
          : new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
      } catch {
        return undefined
      }
    },
  }
}

function invalid(reason: string): Refusal {
  return new Refusal('invalid-archive', { reason })
}
