import type { FileKept } from '../../document/protocol/files.ts'
import type { Reply, Visitor } from './http.ts'

/** A whole PNG of one red pixel. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==',
  'base64',
)

/** Brings a file to a document, as `type` says or as bytes of any kind. */
export function upload(
  visitor: Visitor,
  document: string,
  name: string,
  body: string | Uint8Array,
  type = 'application/octet-stream',
): Promise<Reply> {
  const path = `/api/documents/${document}/files?name=${encodeURIComponent(name)}`
  return visitor.post(path, { body, headers: { 'content-type': type } })
}

/** The same, for a file that is taken. */
export async function keptFile(...args: Parameters<typeof upload>): Promise<FileKept> {
  const reply = await upload(...args)
  if (reply.status > 201) throw new Error(`the file was refused: ${reply.status} ${reply.text}`)
  return reply.json<FileKept>()
}
