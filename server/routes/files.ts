import { createReadStream } from 'node:fs'
import Router from '@koa/router'
import type { FileBytes } from '../../db/file-bytes.ts'
import type { Files, StoredFile } from '../../db/files.ts'
import { type FileKept, fileUrl, parseFileId } from '../../document/protocol/files.ts'
import type { PersonId } from '../../document/protocol/ids.ts'
import type { Context, State } from '../context.ts'
import { askerOf } from '../exchange/asker.ts'
import type { Arrivals } from '../files/arrivals.ts'
import { readRange } from '../files/byte-range.ts'
import { fileHeaders } from '../files/file-headers.ts'
import { chunksOf, keepFile } from '../files/receive-file.ts'
import type { Allow, May } from '../may.ts'
import type { Metrics } from '../metrics.ts'
import { inMiB } from '../network/admission.ts'
import { Refusal } from '../refusal.ts'
import { holdsTag } from './entity-tag.ts'
import { readQuery } from './query.ts'

interface FileDeps {
  readonly allow: Allow
  readonly may: May
  readonly files: Files
  readonly bytes: FileBytes
  readonly arrivals: Arrivals
  readonly maxFileBytes: number
  readonly maxUploadBytes: number | undefined
  readonly metrics: Metrics
}

/**
 * Files of documents: `POST /api/documents/:id/files?name=…` with the bytes as the body, and
 * `GET /files/:file/:name`, where the name is only for people. Who may read a document that names a file may
 * read the file.
 */
export function fileRoutes(deps: FileDeps): Router<State> {
  const { allow, may, files, bytes, arrivals, maxFileBytes, metrics } = deps
  const routes = new Router<State>({ sensitive: true, strict: true })

  routes.post('/api/documents/:id/files', async (ctx) => {
    const { person } = ctx.state
    const document = allow(person, ctx.params['id'], 'write')
    const name = readQuery(ctx, 'name') ?? ''
    ctx.state.visitor.pay('keep')
    const arrived = await arrivals.receive({
      asker: askerOf(ctx),
      bytes: chunksOf(ctx.req),
      declared: Number(ctx.get('Content-Length') || 0),
      limit: maxFileBytes,
      kind: 'file',
    })
    const { file, isNew } = await keepFile(deps, { document: document.id, person, name }, arrived)
    ctx.state.visitor.owe('keep', inMiB(file.size))
    if (isNew) metrics.uploads += 1
    ctx.status = isNew ? 201 : 200
    ctx.set('Location', fileUrl(file.id, file.name))
    ctx.body = presentFile(file)
  })

  const find = (person: PersonId, text: string | undefined): StoredFile => {
    const id = parseFileId(text ?? '')
    const file = id && files.find(id)
    const mayRead = file && files.usedBy(file.id).some((document) => may(person, document, 'read'))
    if (!file || !mayRead) throw new Refusal('not-found')
    return file
  }
  const get = (ctx: Context & { params: Record<string, string> }): void => {
    const file = find(ctx.state.person, ctx.params['file'])
    send(ctx, file, bytes.pathOf(file.hash))
  }
  routes.get('/files/:file', get)
  routes.get('/files/:file/:name', get)
  return routes
}

function send(ctx: Context, file: StoredFile, path: string): void {
  const headers = fileHeaders(file)
  ctx.set(headers)
  const tag = headers['ETag'] ?? ''
  if (holdsTag(ctx, tag)) {
    ctx.status = 304
    return
  }
  const isSame = !ctx.get('If-Range') || ctx.get('If-Range') === tag
  const range = isSame ? readRange(ctx.get('Range'), file.size) : undefined
  if (range === 'unsatisfiable') {
    ctx.status = 416
    ctx.set('Content-Range', `bytes */${file.size}`)
    ctx.body = ''
    return
  }
  ctx.status = range ? 206 : 200
  if (range) ctx.set('Content-Range', `bytes ${range.start}-${range.end}/${file.size}`)
  if (ctx.method !== 'HEAD') ctx.body = createReadStream(path, range ?? {})
  // After the body, which would say that its length is unknown.
  ctx.length = range ? range.end - range.start + 1 : file.size
  ctx.set('Content-Type', headers['Content-Type'] ?? '')
}

function presentFile({ id, name, type, size, width, height }: StoredFile): FileKept {
  const dimensions = width === null || height === null ? {} : { width, height }
  return { id, url: fileUrl(id, name), name, type, size, ...dimensions }
}
