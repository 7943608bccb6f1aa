import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { toStorageFailure } from './storage-failure.ts'

/** Bytes that arrived whole and are not at their place yet. `keep` or `discard` them. */
export interface Arrived {
  readonly path: string
  /** SHA-256, hexadecimal. */
  readonly hash: string
  readonly size: number
}

/** What became of bytes on their way in; of all but `arrived` nothing is left. */
export type Arrival =
  | ({ readonly kind: 'arrived' } & Arrived)
  | { readonly kind: 'too-large' }
  | { readonly kind: 'cut' }

/**
 * The bytes of files, each content once, in a file named by its SHA-256. A name in `incoming` is written to; a
 * name by hash is whole from its first moment on. What the disk does not take is thrown as StorageFailure.
 */
export interface FileBytes {
  /** Where they are. */
  readonly folder: string
  /** Takes at most `limit` bytes in, whatever comes after them. They are on disk when it resolves. */
  receive(bytes: AsyncIterable<Uint8Array>, limit: number): Promise<Arrival>
  /** A new name in `incoming`, for whoever writes there by themselves. */
  incomingPath(): string
  /** Gives arrived bytes their name; that is on disk when it resolves. */
  keep(arrived: Arrived): Promise<void>
  discard(arrived: Arrived): Promise<void>
  pathOf(hash: string): string
  /** Removes bytes that have been here since before `before`, in milliseconds since 1970, and belong to nobody. */
  sweep(isNeeded: (hash: string) => boolean, before: number): void
}

/** What stands where bytes are kept. */
export interface FileBytesDeps {
  /** Made when missing; what a killed process left half-written there is removed. */
  readonly folder: string
  readonly randomBytes: (count: number) => Uint8Array
}

const NAME_BYTES = 12

/** Opens the folder of bytes; the caller has the data folder for itself. */
export function createFileBytes({ folder, randomBytes }: FileBytesDeps): FileBytes {
  const incoming = join(folder, 'incoming')
  rmSync(incoming, { recursive: true, force: true })
  mkdirSync(incoming, { recursive: true, mode: 0o700 })
  const pathOf = (hash: string): string => join(folder, hash.slice(0, 2), hash.slice(2))

  const incomingPath = (): string => join(incoming, Buffer.from(randomBytes(NAME_BYTES)).toString('hex'))

  return {
    folder,
    pathOf,
    receive: (bytes, limit) => receiveAt(incomingPath(), bytes, limit),
    incomingPath,
    keep: ({ path, hash }) =>
      onDisk(async () => {
        const place = pathOf(hash)
        await mkdir(dirname(place), { recursive: true, mode: 0o700 })
        // Also over the same bytes: the sweep then sees how new they are.
        await rename(path, place)
        await syncFolder(dirname(place))
        await syncFolder(folder)
      }),
    discard: ({ path }) => rm(path, { force: true }),
    sweep(isNeeded, before) {
      for (const start of readdirSync(folder)) {
        if (!/^[0-9a-f]{2}$/.test(start)) continue
        for (const rest of readdirSync(join(folder, start))) {
          const path = join(folder, start, rest)
          if (statSync(path).mtimeMs < before && !isNeeded(start + rest)) rmSync(path, { force: true })
        }
      }
    },
  }
}

/** Writes at most `limit` bytes into a new file of this name. What the disk does not take is thrown as StorageFailure. */
export function receiveAt(path: string, bytes: AsyncIterable<Uint8Array>, limit: number): Promise<Arrival> {
  return onDisk(() => write(path, bytes, limit))
}

async function write(path: string, bytes: AsyncIterable<Uint8Array>, limit: number): Promise<Arrival> {
  const file = await open(path, 'wx', 0o600)
  let arrival: Arrival = { kind: 'cut' }
  try {
    arrival = await copy(file, path, bytes, limit)
  } finally {
    await file.close()
    if (arrival.kind !== 'arrived') await rm(path, { force: true })
  }
  return arrival
}

async function copy(
  file: FileHandle,
  path: string,
  bytes: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<Arrival> {
  const hash = createHash('sha256')
  const source = bytes[Symbol.asyncIterator]()
  let size = 0
  for (;;) {
    const next = await source.next().catch(() => undefined)
    if (!next) return { kind: 'cut' }
    if (next.done) break
    size += next.value.length
    if (size > limit) {
      await source.return?.()
      return { kind: 'too-large' }
    }
    hash.update(next.value)
    await file.writeFile(next.value)
  }
  await file.sync()
  return { kind: 'arrived', path, hash: hash.digest('hex'), size }
}

/** A name is safe when its folder is. Windows has no handle for a folder, and no need of one. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw toStorageFailure(error)
  }
}
