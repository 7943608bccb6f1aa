import Router from '@koa/router'
import type { DocumentLog } from '../../db/document-log.ts'
import type { Home } from '../../db/home.ts'
import { MAX_LISTED } from '../../document/protocol/home.ts'
import type { PersonId } from '../../document/protocol/ids.ts'
import { openArchive } from '../archive/open-archive.ts'
import { takeArchive } from '../archive/take-archive.ts'
import { type ArchivedDocument, writeArchive } from '../archive/write-archive.ts'
import type { Clock } from '../clock.ts'
import type { State } from '../context.ts'
import { disposition } from '../files/file-headers.ts'
import { chunksOf, type ReceiveDeps, tooLarge } from '../files/receive-file.ts'
import type { May } from '../may.ts'
import { Refusal } from '../refusal.ts'
import { newDocumentId } from './new-document-id.ts'
import { readVersion } from './read-version.ts'

interface ArchiveDeps extends ReceiveDeps {
  readonly log: DocumentLog
  readonly home: Home
  readonly may: May
  readonly clock: Clock
  readonly randomBytes: (count: number) => Uint8Array
  /** The most bytes an archive may have. */
  readonly maxArchiveBytes: number
}

/** All documents of a person as one zip, `GET /api/archive`, and back, `POST /api/archive`. */
export function archiveRoutes(deps: ArchiveDeps): Router<State> {
  const { log, home, may, files, bytes, clock, randomBytes, maxArchiveBytes } = deps
  const routes = new Router<State>({ sensitive: true, strict: true })

  const documentsOf = (person: PersonId): ArchivedDocument[] =>
    home.list(person, { shows: 'all', sort: 'updated', limit: EVERYTHING }).documents.flatMap((line) => {
      const document = log.find(line.id)
      const { isStarred, folder } = line
      return document && may(person, line.id, 'read') ? [{ document, isStarred, folder }] : []
    })

  routes.get('/api/archive', (ctx) => {
    const { person } = ctx.state
    const day = new Date(clock.now()).toISOString().slice(0, 10)
    ctx.set('Content-Type', 'application/zip')
    ctx.set('Content-Disposition', disposition('attachment', `Samepage ${day}.zip`))
    ctx.status = 200
    if (ctx.method === 'HEAD') return
    ctx.body = writeArchive({
      documents: documentsOf(person),
      read: ({ id }) => readVersion(log, id),
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
    if (Number(ctx.get('Content-Length') || 0) > maxArchiveBytes) throw tooLarge(maxArchiveBytes)
    const arrival = await bytes.receive(chunksOf(ctx.req), maxArchiveBytes)
    if (arrival.kind === 'too-large') throw tooLarge(maxArchiveBytes)
    if (arrival.kind === 'cut') throw new Refusal('invalid-request', { reason: 'the archive was cut off' })
    try {
      const archive = await openArchive(arrival.path)
      try {
        const newId = (): ReturnType<typeof newDocumentId> => newDocumentId(randomBytes)
        ctx.body = await takeArchive({ ...deps, newDocumentId: newId }, archive, ctx.state.person)
        ctx.status = 201
      } finally {
        archive.close()
      }
    } finally {
      await bytes.discard(arrival)
    }
  })
  return routes
}

/** A list on a page is shorter; an archive leaves nothing out. */
const EVERYTHING = MAX_LISTED * 1_000
