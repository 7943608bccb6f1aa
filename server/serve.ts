import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { DocumentLog } from '../db/document-log.ts'
import { createFileBytes } from '../db/file-bytes.ts'
import { DATABASE_FILE, openStore } from '../db/open-store.ts'
import type { Store } from '../db/store.ts'
import type { DocumentId } from '../document/protocol/ids.ts'
import { createApp } from './app.ts'
import { createImporting } from './archive/importing.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import { readCookieKey } from './cookie-key.ts'
import { createEnded } from './ended.ts'
import { watchEventLoop } from './event-loop-delay.ts'
import { createConverter, startConvertWorker } from './exchange/converter.ts'
import type { LaneWorker } from './exchange/lane.ts'
import { createArrivals } from './files/arrivals.ts'
import { guestFor } from './guest-name.ts'
import { startIndexing } from './indexing.ts'
import { createHub, type Hub } from './live/hub.ts'
import type { Presence } from './live/presence.ts'
import type { Readers } from './live/readers.ts'
import type { Log } from './log.ts'
import { createReadings, type May, mayWithLink } from './may.ts'
import { createMetrics } from './metrics.ts'
import { createAddressOf, createSubnets, networkOf } from './network/network.ts'
import { createPace, LEAST_BYTES } from './network/pace.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { createReader, type ReaderDeps, startReadWorker } from './reader/reader.ts'
import { createRemoving } from './removing.ts'
import { newDocumentId } from './routes/new-document-id.ts'
import type { Site } from './site.ts'
import { endSlowBodies } from './slow-bodies.ts'
import { endStalledAnswers } from './stalled-answers.ts'
import { sweepDaily } from './sweep.ts'
import { trackUnused, type UnusedConnections } from './unused-connections.ts'

const TIME_LIMITS = {
  /** Longer than the idle time of common proxies, which otherwise send into a connection we just closed. */
  keepAliveTimeout: 75_000,
  headersTimeout: 60_000,
  /** Off: a large file over a slow line takes longer than any limit for all. `endSlowBodies` asks for progress. */
  requestTimeout: 0,
}
const DRAIN_MS = 4_000
const STALL_MS = 30_000
const HELD_BYTES = 134_217_728
const GRACE_MS = 5_000
/** How many requests are begun in a turn of the event loop, of all networks by turns: a herd comes in one. */
const TURN_REQUESTS = 50
/** How much of logs is read and told in a turn, beside what is new to everybody: a few milliseconds. */
const TURN_TOLD_BYTES = 4_194_304

/** In whose name documents are read for the search: whoever asks for something goes before. */
const INDEXING = { person: 'indexing', network: 'indexing' }

/** What a running server is made of. */
export interface ServeOptions {
  readonly config: Config
  readonly site: Site
  readonly clock: Clock
  readonly logger: Log
  readonly randomBytes: (count: number) => Uint8Array
  /** Who may do what; knowing the link is enough when left out. */
  readonly may?: May
  /** A reader that takes nothing for so long is dropped; 30 s when left out. */
  readonly stallMs?: number
  /** How many bytes may wait for streams, in answers and in bodies of requests, of each; 128 MiB when left out. */
  readonly heldBytes?: number
  /** How long somebody may be without a stream before they are seen to leave; 5 s when left out. */
  readonly graceMs?: number
  /** Starts a thread that converts files; the one beside the server's own files when left out. */
  readonly startWorker?: (heapMb: number) => LaneWorker
  /** Starts a thread that reads a database file; the one beside the server's own files when left out. */
  readonly startReader?: ReaderDeps['startWorker']
}

/** A server that listens. */
export interface Served {
  readonly port: number
  /** What listens: the development server hangs hot reload on the same port. */
  readonly listener: Server
  readonly store: Store
  readonly hub: Hub
  readonly presence: Presence
  readonly readers: Readers
  /** Refuses new requests from now on, as `stop` does first. */
  drain(): void
  /** Ends streams, waits for requests under way, closes the store last. May be called again. */
  stop(): Promise<void>
}

/**
 * Opens the data folder and listens. Rejects with FolderInUse or DatabaseTooLarge, or with what `listen` says (EADDRINUSE); then
 * nothing is left open.
 */
export async function serve(options: ServeOptions): Promise<Served> {
  const { config, site, clock, logger, randomBytes } = options
  const { folder, heartbeatMs, maxStreams, requestsPerSecond } = config
  const { maxFileBytes, maxUploadBytes, maxArchiveBytes } = config
  // The hub reads the log and the log tells the hub: one of the two has to be reached through a function.
  const read: DocumentLog['eventsAfter'] = (id, after, limit, bytes) =>
    store.log.eventsAfter(id, after, limit, bytes)
  const metrics = createMetrics()
  const telling = createPace(TURN_TOLD_BYTES, clock)
  const hub = createHub({ clock, read, pace: telling, metrics })
  const ended = createEnded(options.may ?? mayWithLink, clock)
  const readings = createReadings()
  const store = openStore({
    folder,
    maxBytes: config.maxDatabaseBytes,
    now: clock.now,
    elapsed: clock.elapsed,
    randomBytes,
    announce(id, head) {
      hub.announce(id, head)
      indexing.note(id)
    },
    guest: guestFor,
    hasRead: readings.holds,
    onExposed: (paths) =>
      logger.warn(
        { paths },
        'other accounts of this machine may read the data folder, and this one may not change that',
      ),
  })
  const startReader = options.startReader ?? startReadWorker
  const reader = createReader({ startWorker: startReader, file: join(folder, DATABASE_FILE), clock, logger })
  const indexing = startIndexing({
    ...store,
    readText: (document) => reader.ask('text', { document }, INDEXING),
    clock,
    logger,
  })
  const removing = createRemoving({ ...store, clock, logger })
  const endDocument = (id: DocumentId): void => {
    store.trash.delete(id)
    ended.add(id)
    removing.begin()
  }
  const eventLoop = watchEventLoop()
  const addressOf = createAddressOf(config.trustedProxies)
  const isMetricsReader = createSubnets(config.metricsReaders)
  const converter = createConverter({ startWorker: options.startWorker ?? startConvertWorker, clock, logger })
  try {
    const bytes = createFileBytes({ folder: join(folder, 'files'), randomBytes })
    const { imports, files } = store
    const kept = (): number => files.counts().bytes
    const arrivals = createArrivals({ files: bytes, kept, maxBytes: maxUploadBytes })
    const importing = createImporting({
      ...{ converter, imports, files, bytes, maxFileBytes, maxUploadBytes, clock, logger },
      newDocumentId: () => newDocumentId(randomBytes),
    })
    importing.sweep()
    removing.begin()
    const app = createApp({
      converter,
      reader,
      arrivals,
      importing,
      may: ended.may,
      readings,
      indexing,
      endDocument,
      store,
      bytes,
      hub,
      telling,
      metrics,
      eventLoopDelayS: eventLoop.read,
      site,
      clock,
      logger,
      randomBytes,
      cookieKey: readCookieKey(folder, randomBytes),
      ownUrl: config.url,
      addressOf,
      mayReadMetrics: (request) => isMetricsReader(addressOf(request) ?? ''),
      heartbeatMs,
      maxStreams,
      requestsPerSecond,
      maxFileBytes,
      maxUploadBytes,
      maxArchiveBytes,
      stallMs: options.stallMs ?? STALL_MS,
      heldBytes: options.heldBytes ?? HELD_BYTES,
      graceMs: options.graceMs ?? GRACE_MS,
    })
    const beginning = createPace(TURN_REQUESTS * LEAST_BYTES, clock)
    const pass = (request: IncomingMessage): Promise<void> | undefined =>
      request.url === '/healthz' ? undefined : beginning.pass(networkOf(addressOf(request)), 0)
    const server = createServer(TIME_LIMITS, oneAtATime(app.handle, { soon: clock.soon, pass }))
    endSlowBodies(server, clock)
    endStalledAnswers(server, options.stallMs ?? STALL_MS)
    const unused = trackUnused(server)
    await listen(server, config).catch(async (error) => {
      await app.readers.endAll()
      throw error
    })
    const { port } = server.address() as AddressInfo
    const sweep = sweepDaily(store, { bytes, endDocument, clock, logger })
    let stopping: Promise<void> | undefined
    const stop = (): Promise<void> => {
      app.drain()
      converter.drain()
      reader.drain()
      arrivals.drain()
      sweep.cancel()
      indexing.stop()
      removing.stop()
      eventLoop.stop()
      stopping ??= closeServer({ server, unused, readers: app.readers, clock }).then(async () => {
        // SQLite removes its write-ahead log with the last connection: the store's has to be that.
        await Promise.all([converter.close(), reader.close()])
        store.close()
      })
      return stopping
    }
    return { port, listener: server, store, hub, ...app, stop }
  } catch (error) {
    eventLoop.stop()
    indexing.stop()
    removing.stop()
    store.close()
    throw error
  }
}

function listen(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

interface Closing {
  readonly server: Server
  readonly unused: UnusedConnections
  readonly readers: Readers
  readonly clock: Clock
}

/** `close` alone would wait for streams and idle connections for ever. */
async function closeServer({ server, unused, readers, clock }: Closing): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  const deadline = clock.after(DRAIN_MS, () => server.closeAllConnections())
  unused.close()
  await readers.endAll()
  const sweep = clock.every(50, () => server.closeIdleConnections())
  server.closeIdleConnections()
  await closed
  sweep.cancel()
  deadline.cancel()
}
