import { createReadStream, existsSync } from 'node:fs'
import { PassThrough, Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import type { LoggedDocument } from '../../db/document-log.ts'
import type { StoredFile } from '../../db/files.ts'
import { type ArchiveManifest, MANIFEST } from '../../document/protocol/archive.ts'
import { cleanFileName, type FileId, fileIdsIn } from '../../document/protocol/files.ts'

/** A document as its owner's list has it. */
export interface ArchivedDocument {
  readonly document: LoggedDocument
  readonly isStarred: boolean
  readonly folder: string | null
}

/** The two formats of each document. */
export type ArchivedFormat = 'application/json' | 'text/markdown'

/** What was read of a document, in UTF-8, and the version it was read at. */
export interface ArchivedText {
  readonly seq: number
  readonly bytes: Uint8Array
}

/** Where an archive's content comes from. */
export interface WriteArchiveDeps {
  readonly documents: readonly ArchivedDocument[]
  /** A document as it stands in a format of text, or as it stood when it was read before. */
  readonly read: (document: LoggedDocument, format: ArchivedFormat, seq?: number) => Promise<ArchivedText>
  /** The file of an id, if the reader may have it. */
  readonly findFile: (id: FileId) => StoredFile | undefined
  readonly pathOf: (hash: string) => string
  /** Milliseconds since 1970. */
  readonly now: number
}

const TITLE_LENGTH = 80
const PIECE_BYTES = 65_536
/** What is compressed already would only cost time. */
const PACKED = /^(?:image|audio|video)\/(?!svg)|zip|pdf|openxml|compressed/

/**
 * An archive as a stream of bytes. One document or file at a time is in memory, and the next is read when its reader
 * has taken the one before; each document is as it stands at that moment. The table of contents comes last.
 */
export function writeArchive(deps: WriteArchiveDeps): Readable {
  const { documents, read, findFile, pathOf, now } = deps
  const zip = new ZipFile()
  const out = new PassThrough()
  const mtime = new Date(now)
  const listed: ArchiveManifest['documents'] = []
  const files = new Map<FileId, { file: StoredFile; path: string }>()
  let current: Readable | undefined

  const add = (path: string, compress: boolean, open: () => Readable | Promise<Readable>): void =>
    zip.addReadStreamLazy(path, { mtime, compress }, async (give) => {
      try {
        // The entry before may have fitted into a buffer, and its reader be gone.
        if (out.destroyed) throw new Error('the reader of the archive went away')
        const opened = await open()
        current = opened
        if (out.destroyed) opened.destroy()
        opened.once('error', (error) => out.destroy(error))
        give(null, opened)
      } catch (error) {
        give(error, Readable.from([]))
      }
    })

  documents.forEach(({ document, isStarred, folder }, i) => {
    const path = `documents/${nameOf(i, documents.length, document.title)}`
    let seq: number | undefined
    add(`${path}.json`, true, async () => {
      const json = await read(document, 'application/json')
      seq = json.seq
      for (const id of fileIdsIn(Buffer.from(json.bytes).toString('latin1'))) {
        const file = files.has(id) ? undefined : findFile(id)
        // One whose bytes are gone, as from a folder that was not copied whole, costs itself and not the archive.
        if (file && existsSync(pathOf(file.hash)))
          files.set(id, { file, path: `files/${id}/${cleanFileName(file.name)}` })
      }
      const { id, title } = document
      const facts = { id, title, seq, isStarred, folder }
      listed.push({ ...facts, markdown: `${path}.md`, json: `${path}.json` })
      return inPieces(json.bytes)
    })
    add(`${path}.md`, true, async () => inPieces((await read(document, 'text/markdown', seq)).bytes))
  })
  // Which files there are is known when the last document was read, and entries may still be added then.
  add('README.txt', true, () => {
    for (const { file, path } of files.values())
      add(path, !PACKED.test(file.type), () => createReadStream(pathOf(file.hash)))
    const kept = [...files.values()].map(({ file: { id, name }, path }) => ({ id, name, path }))
    const manifest: ArchiveManifest = {
      format: 'samepage-archive',
      version: 1,
      at: now,
      documents: listed,
      files: kept,
    }
    add(MANIFEST, true, () => Readable.from([JSON.stringify(manifest, undefined, 1)]))
    zip.end()
    return Readable.from([README])
  })
  zip.on('error', (error) => out.destroy(error))
  // Its reader may go at any time.
  out.once('close', () => current?.destroy())
  zip.outputStream.pipe(out)
  return out
}

const README = `Documents of Samepage, each twice: as Markdown to read anywhere, and exact as JSON.
Files and pictures are in the folder "files". Samepage reads the whole archive back in.
`

/** In pieces, because each is worked on at once by what packs it. */
function inPieces(bytes: Uint8Array): Readable {
  function* pieces(): Generator<Uint8Array> {
    for (let from = 0; from < bytes.length; from += PIECE_BYTES)
      yield bytes.subarray(from, from + PIECE_BYTES)
  }
  return Readable.from(pieces())
}

/** A number keeps the order and tells documents of the same title apart. */
function nameOf(index: number, count: number, title: string): string {
  const number = String(index + 1).padStart(String(count).length, '0')
  const name = title.trim() === '' ? '' : cleanFileName(title.slice(0, TITLE_LENGTH))
  return name ? `${number} ${name}` : number
}
