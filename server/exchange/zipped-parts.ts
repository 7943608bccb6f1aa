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
  if (startsWith(bytes, COMPOUND)) throw new UnreadableFile(compoundReason(bytes))
  try {
    const archive = await open(withWholeEnd(bytes), { lazyEntries: true })
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

/** How files of Office begin that are no archives: those before 2007, and those with a password. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0]
const END = [0x50, 0x4b, 0x05, 0x06]
const END_BYTES = 22

function startsWith(bytes: Uint8Array, sign: readonly number[]): boolean {
  return sign.every((byte, index) => bytes[index] === byte)
}

function compoundReason(bytes: Uint8Array): string {
  const isEncrypted = Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'))
  return isEncrypted
    ? 'it is protected with a password; save it without one'
    : 'it is of the kind that Word wrote before 2007; save it as .docx'
}

/** An archive whose last bytes were cut off, which say how long the comment after it is: none. */
function withWholeEnd(bytes: Uint8Array): Buffer {
  const from = Math.max(0, bytes.length - END_BYTES + 1)
  const end = Buffer.from(bytes.subarray(from)).indexOf(Buffer.from(END))
  if (end < 0) return Buffer.from(bytes)
  const missing = from + end + END_BYTES - bytes.length
  return Buffer.concat([bytes, Buffer.alloc(Math.max(0, Math.min(missing, 2)))])
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
