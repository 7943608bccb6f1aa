import type { Node } from 'prosemirror-model'
import type { FileKept } from '../../../document/protocol/files.ts'
import { schema } from '../../../document/schema/schema.ts'

/** What every browser shows as a picture. */
const PICTURES = new Set([
  'image/png',
  'image/apng',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/svg+xml',
])

/** What a kept file is in a document: a picture, or a file to save. */
export function keptNode({ url, name, type, size, width, height }: FileKept): Node {
  if (!PICTURES.has(type)) return schema.nodes.attachment.create({ src: url, name, size })
  return schema.nodes.figure.create({
    src: url,
    naturalWidth: width ?? null,
    naturalHeight: height ?? null,
  })
}
