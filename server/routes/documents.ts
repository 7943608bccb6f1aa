import Router from '@koa/router'
import type { Created, DocumentLog } from '../../db/document-log.ts'
import type { FileBytes } from '../../db/file-bytes.ts'
import type { Files } from '../../db/files.ts'
import type { DocumentId } from '../../document/protocol/ids.ts'
import { lossField } from '../../document/text/losses.ts'
import type { Context, State } from '../context.ts'
import { askerOf } from '../exchange/asker.ts'
import type { Converter } from '../exchange/converter.ts'
import { createWithPictures } from '../exchange/create-with-pictures.ts'
import { DOCX_TYPE } from '../exchange/file-formats.ts'
import { picturesOf } from '../exchange/file-pictures.ts'
import { FORMAT_TYPES, FORMATS } from '../exchange/formats.ts'
import { wordPicture } from '../exchange/word-pictures.ts'
import type { Allow } from '../may.ts'
import { isSecure } from '../middleware/person.ts'
import type { Pace } from '../network/pace.ts'
import type { Presenter } from '../reader/presenter.ts'
import { Refusal } from '../refusal.ts'
import { answerCreated } from './answer-created.ts'
import { holdsTag } from './entity-tag.ts'
import { type NewDocument, readNewDocument } from './new-content.ts'
import { newDocumentId } from './new-document-id.ts'
import { parseSeq, readQuery } from './query.ts'

interface DocumentDeps {
  readonly allow: Allow
  readonly log: DocumentLog
  readonly files: Files
  readonly bytes: FileBytes
  readonly maxFileBytes: number
  readonly maxUploadBytes: number | undefined
  readonly converter: Converter
  readonly presenter: Presenter
  /** How fast documents are made: each is on disk before it is answered, and others wait for the disk. */
  readonly making: Pace
  /** The origin from `SAMEPAGE_URL`. */
  readonly ownUrl: string | undefined
  readonly randomBytes: (count: number) => Uint8Array
  /** Names this build of the server, for entity tags. */
  readonly build: string
}

/** Making documents, and reading one in any of its formats. */
export function documentRoutes(deps: DocumentDeps): Router<State> {
  const { allow, log, files, bytes, converter, presenter, making, ownUrl, randomBytes, build } = deps
  const routes = new Router<State>({ sensitive: true, strict: true })

  routes.post('/api/documents', async (ctx) => {
    const asked = await readNewDocument(ctx, converter)
    const known = asked.id && log.findCreated(asked.id, asked.hash)
    const id = asked.id ?? newDocumentId(randomBytes)
    answerCreated(ctx, id, known ?? (await make(ctx, id, asked)))
  })

  async function make(ctx: Context, id: DocumentId, { hash, readContent }: NewDocument): Promise<Created> {
    ctx.state.visitor.pay('keep')
    const { content, pictures, losses } = await readContent()
    const request = { id, person: ctx.state.person, requestHash: hash, losses }
    await making.pass(ctx.state.visitor.network, content?.json.length ?? 0)
    if (!content || pictures.length === 0) return log.create({ ...request, content })
    return createWithPictures(deps, { ...request, asker: askerOf(ctx), content, pictures })
  }

  routes.get('/api/documents/:id', async (ctx) => {
    const document = allow(ctx.state.person, ctx.params['id'], 'read')
    ctx.vary('Accept')
    const accepted = ctx.accepts(...FORMATS)
    const format = FORMATS.find((name) => name === accepted)
    if (!format) throw new Refusal('not-acceptable')
    const seq = readAt(readQuery(ctx, 'at')) ?? document.seq
    if (seq > document.seq) throw new Refusal('version-not-found')
    ctx.set('Cache-Control', 'private, no-cache')
    ctx.set('Content-Type', FORMAT_TYPES[format])
    const tag = `"${document.epoch}-${seq}-${build}-${format.replace('/', '-')}"`
    ctx.set('ETag', tag)
    if (holdsTag(ctx, tag)) {
      ctx.status = 304
      return
    }
    const wanted = { document, seq, asker: askerOf(ctx) }
    // Not Koa's `origin`, which is what the header of this name says, or null.
    const origin = ownUrl ?? `${isSecure(ctx) ? 'https' : 'http'}://${ctx.host}`
    if (format === DOCX_TYPE) {
      const { doc, sources, losses } = await presenter.word(wanted)
      const pictures = await picturesOf(sources, files, bytes)
      const linked = sources.filter((src) => !wordPicture(src, pictures)).length
      const lost = lossField(linked > 0 ? [...losses, { kind: 'linked-pictures', count: linked }] : losses)
      if (lost) ctx.set('Samepage-Losses', lost)
      ctx.body = Buffer.from(await converter.writeDocx(wanted.asker, doc, origin, pictures))
    } else {
      const { bytes, losses } = await presenter.text(wanted, format, origin)
      if (losses) ctx.set('Samepage-Losses', losses)
      ctx.body = toBuffer(bytes)
      ctx.state.isText = true
    }
    // After the body, which would be called bytes of no kind.
    ctx.set('Content-Type', FORMAT_TYPES[format])
  })
  return routes
}

function readAt(text: string | undefined): number | undefined {
  const seq = text === undefined ? undefined : parseSeq(text)
  if (text !== undefined && seq === undefined) {
    throw new Refusal('invalid-request', { reason: 'at: a sequence number' })
  }
  return seq
}

/** The same bytes, as a response takes them. */
function toBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength)
}
