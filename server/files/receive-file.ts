import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { Arrived, FileBytes } from '../../db/file-bytes.ts'
import type { Files, NewFile, StoredFile } from '../../db/files.ts'
import { cleanFileName } from '../../document/protocol/files.ts'
import { Refusal } from '../refusal.ts'
import { PICTURE_HEAD_BYTES, readDimensions } from './dimensions.ts'
import { HEAD_BYTES, sniff } from './sniff.ts'

/** Where a file comes from and goes. */
export interface Arriving extends Pick<NewFile, 'person'> {
  /** Left out for a file that a document will name that is made after it. */
  readonly document?: NewFile['document']
  readonly name: string
  readonly bytes: AsyncIterable<Uint8Array>
}

/** What receiving a file needs from outside. */
export interface ReceiveDeps {
  readonly files: Files
  readonly bytes: FileBytes
  readonly maxFileBytes: number
  /** The most bytes that all files together may have; undefined: as many as the disk has. */
  readonly maxUploadBytes: number | undefined
}

/** A file that is kept: its bytes and its row are on disk. */
export interface Received {
  readonly file: StoredFile
  /** False when the same person brought the same file before. */
  readonly isNew: boolean
}

/**
 * Keeps a file for a document. Its bytes are on disk before its row is. Refuses with `file-too-large`,
 * `empty-file`, `storage-full` when all files together may have no more, `not-found` when the document went away, or
 * `invalid-request` when the bytes stop half-way.
 */
export async function receiveFile(deps: ReceiveDeps, arriving: Arriving): Promise<Received> {
  const { bytes, maxFileBytes } = deps
  const arrival = await bytes.receive(arriving.bytes, maxFileBytes)
  if (arrival.kind === 'too-large') throw tooLarge(maxFileBytes)
  if (arrival.kind === 'cut') throw new Refusal('invalid-request', { reason: 'the file was cut off' })
  return keepFile(deps, arriving, arrival)
}

/** Keeps a file whose bytes arrived, or discards them: as `receiveFile`. */
export async function keepFile(
  deps: ReceiveDeps,
  { document, person, name }: Omit<Arriving, 'bytes'>,
  arrival: Arrived,
  described?: Described,
): Promise<Received> {
  const { files, bytes } = deps
  try {
    if (arrival.size === 0) throw new Refusal('empty-file')
    if (!fits(deps, arrival)) throw new Refusal('storage-full')
    const told = described ?? (await describe(arrival))
    await bytes.keep(arrival)
    const { hash, size } = arrival
    const added = files.add({ document, person, name: cleanFileName(name), hash, size, ...told })
    if (!added) throw new Refusal('not-found')
    return added
  } catch (error) {
    // Nothing to throw away once the bytes have their place: the sweep finds those that nobody needs.
    await bytes.discard(arrival)
    throw error
  }
}

/** What is here already takes no more room. */
function fits({ files, maxUploadBytes }: ReceiveDeps, { hash, size }: Arrived): boolean {
  if (maxUploadBytes === undefined || files.hasHash(hash)) return true
  return files.counts().bytes + size <= maxUploadBytes
}

/** The refusal of a file above the limit, with the limit in words. */
export function tooLarge(limit: number): Refusal {
  return new Refusal('file-too-large', { reason: `the limit is ${limit.toLocaleString('en')} bytes` })
}

/**
 * The chunks of a request's body. Who has enough of them leaves the rest to be read and forgotten: the caller would
 * not see an answer on a connection that was closed, nor one behind bytes that nobody reads.
 */
export function chunksOf(body: Readable): AsyncIterable<Uint8Array> {
  return {
    [Symbol.asyncIterator]() {
      const chunks = body.iterator({ destroyOnReturn: false })
      return {
        next: () => chunks.next(),
        async return() {
          await chunks.return?.()
          body.resume()
          return { done: true, value: undefined }
        },
      }
    },
  }
}

/** What a file's bytes say that it is. */
export type Described = Pick<StoredFile, 'type' | 'width' | 'height'>

/** Tells what arrived bytes are. */
export async function describe({ path }: Pick<Arrived, 'path'>): Promise<Described> {
  const head = await readHead(path, PICTURE_HEAD_BYTES)
  const type = await sniff(head.subarray(0, HEAD_BYTES))
  return { type, ...readDimensions(type, head) }
}

async function readHead(path: string, most: number): Promise<Uint8Array> {
  const file = await open(path, 'r')
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(most), 0, most, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
