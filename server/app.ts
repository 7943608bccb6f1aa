import type { IncomingMessage, ServerResponse } from 'node:http'
import Koa from 'koa'
import type { FileBytes } from '../db/file-bytes.ts'
import type { Store } from '../db/store.ts'
import type { DocumentId, PersonId } from '../document/protocol/ids.ts'
import type { Me } from '../document/protocol/person.ts'
import type { Importing } from './archive/importing.ts'
import type { Clock } from './clock.ts'
import type { Middleware, State } from './context.ts'
import type { Converter } from './exchange/converter.ts'
import type { Arrivals } from './files/arrivals.ts'
import { guestFor } from './guest-name.ts'
import type { Indexing } from './indexing.ts'
import { createClients } from './live/clients.ts'
import type { Hub } from './live/hub.ts'
import { createPlaces } from './live/places.ts'
import { createPresence, type Presence } from './live/presence.ts'
import { createReaders, type Readers } from './live/readers.ts'
import { createSharedBytes } from './live/shared-bytes.ts'
import type { Log } from './log.ts'
import { createAllow, type May, type Readings } from './may.ts'
import type { Metrics } from './metrics.ts'
import { accessLog } from './middleware/access-log.ts'
import { admit } from './middleware/admit.ts'
import { answers } from './middleware/answers.ts'
import { errors, type ToPage } from './middleware/errors.ts'
import { CONTENT_SECURITY_POLICY, headers } from './middleware/headers.ts'
import { person } from './middleware/person.ts'
import { sameSite } from './middleware/same-site.ts'
import { createAdmission } from './network/admission.ts'
import { createBodies } from './network/bodies.ts'
import { createHeldBytes, type HeldBytes } from './network/held-bytes.ts'
import type { AddressOf } from './network/network.ts'
import { createPace, type Pace } from './network/pace.ts'
import { toNoticePage } from './notice-page.ts'
import { createRandom } from './random.ts'
import { createPresenter } from './reader/presenter.ts'
import type { Reader } from './reader/reader.ts'
import { Refusal } from './refusal.ts'
import { archiveRoutes } from './routes/archive.ts'
import { assets } from './routes/assets.ts'
import { commitRoutes } from './routes/commits.ts'
import { connectionRoutes } from './routes/connection.ts'
import { copyRoutes } from './routes/copies.ts'
import { documentRoutes } from './routes/documents.ts'
import { eventRoutes } from './routes/events.ts'
import { fileRoutes } from './routes/files.ts'
import { healthRoutes } from './routes/health.ts'
import { listRoutes } from './routes/lists.ts'
import { meRoutes } from './routes/me.ts'
import { pageRoutes } from './routes/pages.ts'
import { presenceRoutes } from './routes/presence.ts'
import { referenceRoutes } from './routes/references.ts'
import { residueRoutes } from './routes/residue.ts'
import { rewriteRoutes } from './routes/rewrites.ts'
import { searchRoutes } from './routes/search.ts'
import { sharedEventRoutes } from './routes/shared-events.ts'
import { trashRoutes } from './routes/trash.ts'
import type { Site } from './site.ts'

const REFERENCE_BYTES = 6
/** How much of long answers is worked on in a turn of the event loop: some milliseconds. */
const TURN_BYTES = 4_194_304
/** How much of new documents is put on disk in a turn: eight small ones, each with a sync of its own. */
const TURN_MAKES_BYTES = 524_288

/** What the application needs from outside. */
export interface AppDeps {
  readonly store: Store
  readonly bytes: FileBytes
  readonly hub: Hub
  /** How fast readers together are given what they are behind. */
  readonly telling: Pace
  readonly metrics: Metrics
  /** Reads and writes files beside the event loop. */
  readonly converter: Converter
  /** Reads what takes long beside the event loop. */
  readonly reader: Reader
  /** Files and archives on their way in. */
  readonly arrivals: Arrivals
  readonly importing: Importing
  readonly indexing: Indexing
  /** The 99th percentile of the event loop's delay since it was last asked, in seconds. */
  readonly eventLoopDelayS: () => number
  readonly site: Site
  readonly clock: Clock
  readonly logger: Log
  readonly randomBytes: (count: number) => Uint8Array
  readonly may: May
  readonly readings: Readings
  /** Removes a document for ever, with all who read it. */
  readonly endDocument: (document: DocumentId) => void
  /** Signs the cookies. */
  readonly cookieKey: Uint8Array
  /** The origin from `SAMEPAGE_URL`. */
  readonly ownUrl: string | undefined
  readonly addressOf: AddressOf
  readonly mayReadMetrics: (request: IncomingMessage) => boolean
  readonly heartbeatMs: number
  /** The most streams and waiting polls of everybody together. */
  readonly maxStreams: number
  /** How many writes a person may make, sustained; 0: no limit. */
  readonly requestsPerSecond: number
  /** The most bytes an uploaded file may have. */
  readonly maxFileBytes: number
  /** The most bytes all uploaded files together may have; undefined: as many as the disk has. */
  readonly maxUploadBytes: number | undefined
  /** The most bytes an archive that is brought back may have. */
  readonly maxArchiveBytes: number
  /** A reader that takes nothing for so long is dropped. */
  readonly stallMs: number
  /** The most bytes that wait for streams, in answers and in bodies of requests, of each so many. */
  readonly heldBytes: number
  /** How long somebody may be without a stream before the others see them leave. */
  readonly graceMs: number
}

/** The application, to be put behind a listener. */
export interface App {
  handle(request: IncomingMessage, response: ServerResponse): void
  /** From now on every new request is refused with `shutting-down`; those under way go on. */
  drain(): void
  readonly presence: Presence
  readonly readers: Readers
}

/** Puts middleware and routes together; their order is the whole of this function. */
export function createApp(deps: AppDeps): App {
  const { store, hub, metrics, site, clock, logger, randomBytes, may, cookieKey, heartbeatMs } = deps
  const { log, people, residue, files, home, trash } = store
  const presence = createPresence({ hub, clock, graceMs: deps.graceMs, silenceMs: 2 * heartbeatMs })
  const clients = createClients(people.ownerOfClient)
  const random = createRandom(randomBytes)
  const hold = (): HeldBytes => createHeldBytes(deps.heldBytes, clock)
  const held = { unread: hold(), waiting: hold(), arriving: hold() }
  const places = createPlaces(deps.maxStreams)
  const hasWritten = (id: PersonId): boolean => people.find(id) !== undefined
  const admission = createAdmission({ clock, perSecond: deps.requestsPerSecond, hasWritten })
  const readers = createReaders({ clock, heartbeatMs })
  const allow = createAllow(log, may, deps.readings)
  const whoIs = (id: PersonId): Me => people.find(id) ?? guestFor(id)
  const newReference = (): string => Buffer.from(randomBytes(REFERENCE_BYTES)).toString('base64url')
  const [presented, sent] = [createPace(TURN_BYTES, clock), createPace(TURN_BYTES, clock)]
  const making = createPace(TURN_MAKES_BYTES, clock)
  const presenter = createPresenter({ log, reader: deps.reader, pace: presented })
  const gate = createGate()

  const app = new Koa<State>()
  // What gets here is a response that could not be written: mostly a reader who went away.
  app.on('error', (error) => logger.debug({ err: error }, 'a response was cut off'))
  app.use(accessLog(logger, clock))
  app.use(headers(site.contentSecurityPolicy ?? CONTENT_SECURITY_POLICY))
  const toPage: ToPage = async (refusal, spoken, path) =>
    toNoticePage(await site.page('notice', path), refusal, spoken)
  app.use(errors({ log: logger, metrics, random, newReference, toPage }))
  app.use(answers({ waiting: held.waiting, pace: sent, addressOf: deps.addressOf }))
  app.use(gate.middleware)
  app.use(sameSite(deps.ownUrl))
  if (site.middleware) app.use(site.middleware)
  app.use(assets(site))
  const reading = {
    ...deps,
    unread: held.unread,
    sharedUnread: createSharedBytes(held.unread),
    pace: deps.telling,
    random,
    places,
    allow,
    log,
    clients,
    presence,
    readers,
    whoIs,
  }
  const routers = [
    documentRoutes({ ...deps, allow, log, files, presenter, making, build: site.build }),
    listRoutes({ allow, home, people, presence }),
    copyRoutes({ allow, log, presenter, making, randomBytes }),
    trashRoutes({ allow, home, trash, end: deps.endDocument }),
    searchRoutes({ reader: deps.reader, indexing: deps.indexing }),
    commitRoutes({ allow, log, clients, metrics }),
    rewriteRoutes({ ...deps, allow, log, presenter }),
    eventRoutes(reading),
    sharedEventRoutes(reading),
    presenceRoutes({ allow, clients, presence, whoIs }),
    residueRoutes({ allow, residue }),
    fileRoutes({ ...deps, allow, files }),
    archiveRoutes({ ...deps, presenter, log, home, files }),
    referenceRoutes({ allow, may, log, people, presence }),
    connectionRoutes({ clock, places, ownUrl: deps.ownUrl }),
    meRoutes({ people, hub, presence, whoIs }),
    pageRoutes({ allow, presenter, site, ownUrl: deps.ownUrl }),
  ]
  const health = healthRoutes({ ...deps, held, readers, files, pragmas: store.pragmas })
  app.use(health.routes())
  app.use(person({ key: cookieKey, randomBytes }))
  app.use(admit({ admission, addressOf: deps.addressOf, bodies: createBodies(held.arriving, clock) }))
  for (const router of routers) app.use(router.routes())
  for (const router of [health, ...routers]) app.use(router.allowedMethods())

  const handle = app.callback()
  return {
    handle: (request, response) => void handle(request, response),
    drain: gate.close,
    presence,
    readers,
  }
}

function createGate(): { middleware: Middleware; close: () => void } {
  let isClosed = false
  return {
    middleware(ctx, next) {
      if (!isClosed) return next()
      ctx.set('Connection', 'close')
      throw new Refusal('shutting-down')
    },
    close() {
      isClosed = true
    },
  }
}
