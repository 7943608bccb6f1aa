import type { Node } from 'prosemirror-model'
import { type NewContent, writeContent } from '../../db/new-content.ts'
import { type LossTold, PostDocument } from '../../document/protocol/documents.ts'
import { DocumentId, parseDocumentId } from '../../document/protocol/ids.ts'
import { BODY_LIMIT_BYTES, DOCX_LIMIT_BYTES } from '../../document/protocol/limits.ts'
import { isWellFormed } from '../../document/schema/attributes.ts'
import { emptyDocument } from '../../document/schema/schema.ts'
import { tellLosses } from '../../document/text/losses.ts'
import type { Context } from '../context.ts'
import { askerOf } from '../exchange/asker.ts'
import type { FoundPicture } from '../exchange/convert-jobs.ts'
import type { Converter } from '../exchange/converter.ts'
import { READ_TYPES } from '../exchange/file-formats.ts'
import { withTitle } from '../exchange/whole-document.ts'
import { hashOf, idIn, readBytes, readJson, validate } from '../middleware/body.ts'
import { Refusal } from '../refusal.ts'
import { fileNameOf } from './file-name-field.ts'
import { readQuery } from './query.ts'

/** A request for a new document whose text is not looked at yet: a repeat is answered without. */
export interface NewDocument {
  /** The id that the caller chose. */
  readonly id: DocumentId | undefined
  /** Tells a repeat from another request. */
  readonly hash: string
  /** Refuses with `unreadable-file`, `document-too-large`, or `invalid-request` for what no document may hold. */
  readContent(): Promise<ReadContent>
}

/** What a new document is to be. */
export interface ReadContent {
  /** Undefined for an empty document. */
  readonly content: NewContent | undefined
  /** Pictures that `content` names and that are to be kept. */
  readonly pictures: readonly FoundPicture[]
  /** Undefined where no text was read. */
  readonly losses: LossTold[] | undefined
}

/**
 * Reads what a new document starts with: JSON with a title and Markdown, or a whole file as the body, then with
 * `?title=`, `?name=` and `?id=`. A title given by itself takes the place of the text's own, a file's name that of a
 * title that is missing. Refuses with `unsupported-media-type`, `body-too-large`, or `invalid-request` for an
 * ill-formed id, title or name.
 */
export async function readNewDocument(ctx: Context, converter: Converter): Promise<NewDocument> {
  const type = ctx.is(...Object.keys(READ_TYPES))
  if (typeof type === 'string' && type in READ_TYPES) {
    return readWhole(ctx, type as keyof typeof READ_TYPES, converter)
  }
  const { value, hash } = await readJson(ctx)
  return { id: idIn(value, DocumentId), hash, readContent: () => readPosted(ctx, value, converter) }
}

async function readPosted(ctx: Context, value: unknown, converter: Converter): Promise<ReadContent> {
  const { title, markdown } = validate(PostDocument, value)
  demandTitle(title)
  if (markdown === undefined) {
    const content = title === undefined ? undefined : judged(withTitle(emptyDocument(), title))
    return { content, pictures: [], losses: undefined }
  }
  const bytes = new TextEncoder().encode(markdown)
  const { content, losses } = await converter.read(askerOf(ctx), { format: 'markdown', bytes, title })
  return { content, pictures: [], losses: tellLosses(losses) }
}

async function readWhole(
  ctx: Context,
  type: keyof typeof READ_TYPES,
  converter: Converter,
): Promise<NewDocument> {
  const format = READ_TYPES[type]
  const charset = ctx.request.charset || undefined
  const title = readQuery(ctx, 'title')
  demandTitle(title)
  const name = readQuery(ctx, 'name') ?? fileNameOf(ctx.get('Content-Disposition'))
  demandTitle(name, 'name')
  const named = readQuery(ctx, 'id')
  const id = named === undefined ? undefined : parseDocumentId(named)
  if (named !== undefined && !id) throw new Refusal('invalid-request', { reason: 'id: a document id' })
  const bytes = await readBytes(ctx, format === 'docx' ? DOCX_LIMIT_BYTES : BODY_LIMIT_BYTES)
  return {
    id,
    hash: hashOf(`${format} ${title ?? ''}${name === undefined ? '' : `\n${name}`}\n`, bytes),
    async readContent() {
      const read = await converter.read(askerOf(ctx), { format, bytes, charset, title, name })
      return { ...read, losses: tellLosses(read.losses) }
    },
  }
}

function judged(doc: Node): NewContent {
  const written = writeContent(doc)
  if (written.kind === 'content') return written.content
  if (written.kind === 'too-large') throw new Refusal('document-too-large')
  throw new Refusal('invalid-request', { reason: written.reason })
}

/** Refuses a title, or a name, that is not well-formed with `invalid-request`. */
export function demandTitle(title: string | undefined, field = 'title'): void {
  if (title !== undefined && !isWellFormed(title))
    throw new Refusal('invalid-request', { reason: `${field}: a lone surrogate` })
}
