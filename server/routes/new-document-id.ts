import { DOCUMENT_ID_BYTES, type DocumentId, parseDocumentId } from '../../document/protocol/ids.ts'

/** A fresh id from a source of randomness. */
export function newDocumentId(randomBytes: (count: number) => Uint8Array): DocumentId {
  const id = parseDocumentId(Buffer.from(randomBytes(DOCUMENT_ID_BYTES)).toString('base64url'))
  if (!id) throw new Error('the source of randomness gave too few bytes for a document id')
  return id
}
