import { once } from 'node:events'
import { promisify } from 'node:util'
import { type Entry, fromBuffer, type Options, type ZipFile } from 'yauzl'
import { ZipFile as ZipWriter } from 'yazl'
import { UnreadableFile } from './unreadable-file.ts'

/** What a file may grow to when it is unpacked. */
const MAX_UNZIPPED_BYTES = 100_000_000
const MAX_ENTRIES = 10_000

const open = promisify<Buffer, Options, ZipFile>(fromBuffer)

/**
 * The parts of an archive by name, unpacked and counted: whoever unpacks it after this does not run out of memory
 * over a small file that grows without end. Rejects with UnreadableFile.
 */
export async function unpackParts(bytes: Uint8Array): Promise<Map<string, Buffer>> {
  const parts = new Map<string, Buffer>()
  let total = 0
  try {
    const archive = await open(Buffer.from(bytes), { lazyEntries: true })
    if (archive.entryCount > MAX_ENTRIES) throw new UnreadableFile('it holds too many parts')
    for (let left = archive.entryCount; left > 0; left--) {
      archive.readEntry()
      const [entry] = (await once(archive, 'entry')) as [Entry]
      const chunks: Buffer[] = []
      for await (const chunk of await contentOf(archive, entry)) {
        total += (chunk as Buffer).length
        if (total > MAX_UNZIPPED_BYTES) throw new UnreadableFile('it is too large when it is unpacked')
        chunks.push(chunk as Buffer)
      }
      parts.set(entry.fileName, Buffer.concat(chunks))
    }
  } catch (error) {
    if (error instanceof UnreadableFile) throw error
    throw new UnreadableFile('it is not a file of Word, or is damaged')
  }
  return parts
}

/** The parts as an archive again, without compressing what is unpacked at once. */
export async function packParts(parts: ReadonlyMap<string, Buffer>): Promise<Buffer> {
  const archive = new ZipWriter()
  // A folder has an entry of its own, whose name ends so, and no content.
  for (const [name, content] of parts)
    if (!name.endsWith('/')) archive.addBuffer(content, name, { compress: false })
  archive.end()
  const chunks: Buffer[] = []
  for await (const chunk of archive.outputStream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function contentOf(archive: ZipFile, entry: Entry): Promise<NodeJS.ReadableStream> {
  return new Promise((resolve, reject) => {
    archive.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)))
  })
}
