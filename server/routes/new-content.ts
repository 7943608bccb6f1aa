import type { Node } from 'prosemirror-model'
import { type LossTold, PostDocument } from '../../document/protocol/documents.ts'
import { type DocumentId, parseDocumentId } from '../../document/protocol/ids.ts'
import { BODY_LIMIT_BYTES, DOCX_LIMIT_BYTES } from '../../document/protocol/limits.ts'
import { isWellFormed } from '../../document/schema/attributes.ts'
import { findFault, MAX_DOCUMENT_SIZE } from '../../document/schema/document-checks.ts'
import { emptyDocument, schema } from '../../document/schema/schema.ts'
import { tellLosses } from '../../document/text/losses.ts'
import type { Context } from '../context.ts'
import type { FoundPicture } from '../exchange/convert-jobs.ts'
import type { Converter } from '../exchange/converter.ts'
import { READ_TYPES } from '../exchange/file-formats.ts'
import { hashOf, readBody, readBytes } from '../middleware/body.ts'
import { Refusal } from '../refusal.ts'
import { readQuery } from './query.ts'

/** What a new document is to be. */
export interface NewContent {
  /** The id that the caller chose. */
  readonly id: DocumentId | undefined
  /** Undefined for an empty document. */
  readonly content: Node | undefined
  /** Pictures that `content` names and that are to be kept. */
  readonly pictures: readonly FoundPicture[]
  /** Undefined where no text was read. */
  readonly losses: LossTold[] | undefined
  /** Tells a repeat from another request. */
  readonly hash: string
}

/**
 * Reads what a new document starts with: JSON with a title and Markdown, or a whole file as the body, then with
 * `?title=` and `?id=`. A title given by itself takes the place of the text's own. Refuses with
 * `unsupported-media-type`, `body-too-large`, `unreadable-file`, `document-too-large`, or `invalid-request` for
 * what no document may hold.
 */
export async function readNewContent(ctx: Context, converter: Converter): Promise<NewContent> {
  const type = ctx.is(...Object.keys(READ_TYPES))
  if (typeof type === 'string' && type in READ_TYPES) {
    return readWhole(ctx, type as keyof typeof READ_TYPES, converter)
  }
  const { value, hash } = await readBody(ctx, PostDocument)
  const { id, title, markdown } = value
  if (markdown === undefined) {
    const content = title === undefined ? undefined : withTitle(emptyDocument(), title)
    return { id, content, pictures: [], losses: undefined, hash }
  }
  const read = await converter.read('markdown', new TextEncoder().encode(markdown))
  return { id, content: judged(read.doc, title), pictures: [], losses: tellLosses(read.losses), hash }
}

async function readWhole(
  ctx: Context,
  type: keyof typeof READ_TYPES,
  converter: Converter,
): Promise<NewContent> {
  const format = READ_TYPES[type]
  const title = readQuery(ctx, 'title')
  const named = readQuery(ctx, 'id')
  const id = named === undefined ? undefined : parseDocumentId(named)
  if (named !== undefined && !id) throw new Refusal('invalid-request', { reason: 'id: a document id' })
  const bytes = await readBytes(ctx.req, format === 'docx' ? DOCX_LIMIT_BYTES : BODY_LIMIT_BYTES)
  const { doc, losses, pictures } = await converter.read(format, bytes)
  const hash = hashOf(`${format} ${title ?? ''}\n`, bytes)
  return { id, content: judged(doc, title), pictures, losses: tellLosses(losses), hash }
}

function judged(written: Node, title: string | undefined): Node {
  const content = title === undefined ? written : withTitle(written, title)
  if (content.content.size > MAX_DOCUMENT_SIZE) throw new Refusal('document-too-large')
  const fault = findFault(content)
  if (fault) throw new Refusal('invalid-request', { reason: fault })
  return content
}

/** The document under another title, made one line. Refuses one that is not well-formed with `invalid-request`. */
export function withTitle(doc: Node, title: string): Node {
  if (!isWellFormed(title)) throw new Refusal('invalid-request', { reason: 'title: a lone surrogate' })
  const line = title.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  const node = schema.nodes.title.create(null, line ? schema.text(line) : null)
  return doc.copy(doc.content.replaceChild(0, node))
}
