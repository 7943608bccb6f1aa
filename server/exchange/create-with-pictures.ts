import type { Created, DocumentLog } from '../../db/document-log.ts'
import type { NewContent } from '../../db/new-content.ts'
import type { LossTold } from '../../document/protocol/documents.ts'
import { fileUrl } from '../../document/protocol/files.ts'
import type { DocumentId, PersonId } from '../../document/protocol/ids.ts'
import { type ReceiveDeps, receiveFile, tooLarge } from '../files/receive-file.ts'
import type { Asker } from './asker.ts'
import type { FoundPicture, KeptPicture } from './convert-jobs.ts'
import type { Converter } from './converter.ts'

/** A document that is to be made of a file with pictures. */
export interface PicturedDocument {
  readonly id: DocumentId
  readonly person: PersonId
  readonly asker: Asker
  readonly content: NewContent
  readonly pictures: readonly FoundPicture[]
  readonly requestHash: string
  readonly losses: readonly LossTold[] | undefined
}

/**
 * Makes a document whose pictures are files of its own: first the files, which nobody sees and which are swept when no
 * document names them, then all of the document at once. A repeat is answered before anything is kept again.
 */
export async function createWithPictures(
  deps: ReceiveDeps & { readonly log: DocumentLog; readonly converter: Converter },
  { asker, content, pictures, ...request }: PicturedDocument,
): Promise<Created> {
  const { log, converter, maxFileBytes } = deps
  if (log.find(request.id)) return log.create({ ...request, content })
  if (pictures.some(({ bytes }) => bytes.length > maxFileBytes)) throw tooLarge(maxFileBytes)
  const kept = new Map<string, KeptPicture>()
  for (const [index, { src, type, bytes }] of pictures.entries()) {
    const name = `picture-${index + 1}.${type.slice('image/'.length)}`
    const { file } = await receiveFile(deps, { person: request.person, name, bytes: once(bytes) })
    kept.set(src, { src: fileUrl(file.id, file.name), width: file.width, height: file.height })
  }
  return log.create({ ...request, content: await converter.place(asker, content.json, kept) })
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}
