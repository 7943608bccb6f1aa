import Router from '@koa/router'
import * as v from 'valibot'
import type { DocumentLog } from '../../db/document-log.ts'
import type { Home } from '../../db/home.ts'
import { MAX_LISTED } from '../../document/protocol/home.ts'
import { CommitId, type PersonId } from '../../document/protocol/ids.ts'
import type { Importing } from '../archive/importing.ts'
import { type ArchivedDocument, writeArchive } from '../archive/write-archive.ts'
import type { Clock } from '../clock.ts'
import type { Context, State } from '../context.ts'
import { askerOf } from '../exchange/asker.ts'
import type { Arrivals } from '../files/arrivals.ts'
import { disposition } from '../files/file-headers.ts'
import { chunksOf, type ReceiveDeps } from '../files/receive-file.ts'
import type { May } from '../may.ts'
import { inMiB } from '../network/admission.ts'
import type { Presenter } from '../reader/presenter.ts'
import { Refusal } from '../refusal.ts'
import { readQuery } from './query.ts'

interface ArchiveDeps extends ReceiveDeps {
  readonly log: DocumentLog
  readonly home: Home
  readonly presenter: Presenter
  readonly may: May
  readonly clock: Clock
  readonly arrivals: Arrivals
  readonly importing: Importing
  /** The most bytes an archive may have. */
  readonly maxArchiveBytes: number
}

/** All documents of a person as one zip, `GET /api/archive`, and back, `POST /api/archive`. */
export function archiveRoutes(deps: ArchiveDeps): Router<State> {
  const { log, home, presenter, may, files, bytes, clock, arrivals, importing, maxArchiveBytes } = deps
  const routes = new Router<State>({ sensitive: true, strict: true })

  const documentsOf = (person: PersonId): ArchivedDocument[] =>
    home.list(person, { shows: 'all', sort: 'updated', limit: EVERYTHING }).documents.flatMap((line) => {
      const document = log.find(line.id)
      const { isStarred, folder } = line
      return document && may(person, line.id, 'read') ? [{ document, isStarred, folder }] : []
    })

  routes.get('/api/archive', (ctx) => {
    const { person, visitor } = ctx.state
    const asker = askerOf(ctx)
    const day = new Date(clock.now()).toISOString().slice(0, 10)
    ctx.set('Content-Type', 'application/zip')
    ctx.set('Content-Disposition', disposition('attachment', `Samepage ${day}.zip`))
    ctx.status = 200
    if (ctx.method === 'HEAD') return
    const documents = documentsOf(person)
    visitor.pay('read', documents.length / DOCUMENTS_A_READ)
    ctx.body = writeArchive({
      documents,
      async read({ id }, format, seq) {
        const document = log.find(id)
        if (!document) throw new Refusal('not-found')
        // Half of a download cannot be refused any more: its parts wait.
        const wanted = { document, seq: seq ?? document.seq, asker, isPart: true }
        const read = () => presenter.text(wanted, format)
        return { seq: wanted.seq, ...(await insisting(read)) }
      },
      findFile(id) {
        const mayRead = files.usedBy(id).some((document) => may(person, document, 'read'))
        return mayRead ? files.find(id) : undefined
      },
      pathOf: bytes.pathOf,
      now: clock.now(),
    })
    ctx.set('Content-Type', 'application/zip')
  })

  routes.post('/api/archive', async (ctx) => {
    if (!ctx.is('application/zip')) throw new Refusal('unsupported-media-type')
    const { person, visitor } = ctx.state
    const id = readImportId(ctx)
    const asker = askerOf(ctx)
    // Whoever still owes for what came before is told so before they send all of it.
    visitor.pay('keep', 0)
    const arrived = await arrivals.receive({
      asker,
      bytes: chunksOf(ctx.req),
      declared: Number(ctx.get('Content-Length') || 0),
      limit: maxArchiveBytes,
      kind: 'archive',
      beginnings: ZIP_BEGINNINGS,
    })
    visitor.owe('keep', inMiB(arrived.size))
    ctx.body = await importing.take(arrived, { asker, person, visitor, id })
    ctx.status = 201
  })
  return routes
}

/** Tries again what took too long, as it may on a machine that has other work for a minute. */
async function insisting<T>(read: () => Promise<T>): Promise<T> {
  for (let tries = 1; tries < MOST_TRIES; tries++) {
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'too-many-requests')) throw error
    }
  }
  return read()
}

const MOST_TRIES = 3

/** As many documents of an archive cost as much as one read: whoever takes all of thousands may go on reading. */
const DOCUMENTS_A_READ = 10

/** A list on a page is shorter; an archive leaves nothing out. */
const EVERYTHING = MAX_LISTED * 1_000

/** A zip begins with its first entry, or, when it has none, with its end (APPNOTE 4.3.7 and 4.3.16). */
const ZIP_BEGINNINGS = ['PK\u0003\u0004', 'PK\u0005\u0006'].map((text) => Buffer.from(text, 'latin1'))

/** `?id=`: with an id of its own a caller may repeat the request safely. */
function readImportId(ctx: Context): string | undefined {
  const asked = readQuery(ctx, 'id')
  const read = v.safeParse(v.optional(CommitId), asked)
  if (!read.success) throw new Refusal('invalid-request', { reason: 'id: 8 to 64 characters of A-Za-z0-9_-' })
  return read.output
}
