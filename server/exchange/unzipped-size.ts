import { once } from 'node:events'
import { promisify } from 'node:util'
import { type Entry, fromBuffer, type Options, type ZipFile } from 'yauzl'
import { UnreadableFile } from './unreadable-file.ts'

/** What a file may grow to when it is unpacked. */
const MAX_UNZIPPED_BYTES = 100_000_000
const MAX_ENTRIES = 10_000

const open = promisify<Buffer, Options, ZipFile>(fromBuffer)

/**
 * Unpacks an archive once and forgets it, counting: whoever unpacks it after this does not run out of memory
 * over a small file that grows without end. Rejects with UnreadableFile.
 */
export async function checkUnzipped(bytes: Uint8Array): Promise<void> {
  let total = 0
  try {
    const archive = await open(Buffer.from(bytes), { lazyEntries: true })
    if (archive.entryCount > MAX_ENTRIES) throw new UnreadableFile('it holds too many parts')
    for (let left = archive.entryCount; left > 0; left--) {
      archive.readEntry()
      const [entry] = (await once(archive, 'entry')) as [Entry]
      for await (const chunk of await contentOf(archive, entry)) {
        total += (chunk as Buffer).length
        if (total > MAX_UNZIPPED_BYTES) throw new UnreadableFile('it is too large when it is unpacked')
      }
    }
  } catch (error) {
    if (error instanceof UnreadableFile) throw error
    throw new UnreadableFile('it is not a file of Word, or is damaged')
  }
}

function contentOf(archive: ZipFile, entry: Entry): Promise<NodeJS.ReadableStream> {
  return new Promise((resolve, reject) => {
    archive.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)))
  })
}
