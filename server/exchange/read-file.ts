import type { ReadText } from '../../document/text/markdown-in.ts'
import { unreachable } from '../../document/unreachable.ts'
import type { FoundPicture } from './convert-jobs.ts'
import { decodeText } from './decode-text.ts'
import { readDocx } from './docx-in.ts'
import type { ReadFormat } from './file-formats.ts'
import { readHtml } from './html-in.ts'
import { readText } from './read-text.ts'

/** A file as a document, with the pictures in it that are to be kept beside it. */
export interface ReadFile extends ReadText {
  readonly pictures: readonly FoundPicture[]
  /** The title in the file's properties, where the text itself has none. */
  readonly name?: string
}

/**
 * Reads a file of any format, which is still to be checked; `charset` is the encoding that its sender names. Rejects
 * with UnreadableFile where no document can be made of it.
 */
export async function readFile(format: ReadFormat, bytes: Uint8Array, charset?: string): Promise<ReadFile> {
  switch (format) {
    case 'markdown':
    case 'text':
      return { ...readText(format, bytes, charset), pictures: [] }
    case 'html':
      return readHtmlFile(bytes, charset)
    case 'docx':
      return readDocx(bytes)
    default:
      return unreachable(format)
  }
}

function readHtmlFile(bytes: Uint8Array, charset: string | undefined): ReadFile {
  const { text, losses } = decodeText(bytes, { charset, isHtml: true })
  const read = readHtml(text)
  return { ...read, losses: [...losses, ...read.losses] }
}
