import { readFile } from 'node:fs/promises'
import type { FileBytes } from '../../db/file-bytes.ts'
import type { Files } from '../../db/files.ts'
import { fileIdOf } from '../../document/protocol/files.ts'
import type { Picture } from './convert-jobs.ts'

const MAX_TOTAL_BYTES = 33_554_432

/** The bytes of the pictures that this server keeps of some, by their address; those of 32 MB at most. */
export async function picturesOf(
  sources: Iterable<string>,
  files: Files,
  bytes: FileBytes,
): Promise<ReadonlyMap<string, Picture>> {
  const pictures = new Map<string, Picture>()
  let total = 0
  for (const src of sources) {
    const id = fileIdOf(src)
    const file = id && files.find(id)
    if (!file?.type.startsWith('image/') || total + file.size > MAX_TOTAL_BYTES) continue
    total += file.size
    // What the disk does not give is linked instead.
    const content = await readFile(bytes.pathOf(file.hash)).catch(() => undefined)
    if (content) pictures.set(src, { type: file.type, bytes: content })
  }
  return pictures
}
