import type { ServerResponse } from 'node:http'
import type { DocumentLog, LoggedDocument } from '../../db/document-log.ts'
import type { ClientId } from '../../document/protocol/ids.ts'
import type { Me } from '../../document/protocol/person.ts'
import { encodeFrame } from '../../document/protocol/sse-frame.ts'
import type { HelloEvent, ResetEvent } from '../../document/protocol/stream-events.ts'
import { SCHEMA_VERSION } from '../../document/protocol/version.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import type { Hub } from './hub.ts'
import { createListener } from './listener.ts'
import type { Presence } from './presence.ts'

/** Where a reader stands, and what they know of the log there. */
export interface Cursor {
  readonly after: number
  readonly epoch?: string | undefined
  /** The chain the reader knows, and the number it stands at. */
  readonly chain?: { readonly at: number; readonly value: string } | undefined
}

/** What streams need from outside. */
export interface StreamDeps {
  readonly hub: Hub
  readonly log: DocumentLog
  readonly presence: Presence
  readonly clock: Clock
  readonly logger: Log
  readonly metrics: Metrics
  readonly heartbeatMs: number
  readonly stallMs: number
}

/** Who wants to read what. */
export interface StreamRequest {
  readonly document: LoggedDocument
  readonly cursor: Cursor
  readonly you: Me
  /** With a client the reader is present in the document; without they only read. */
  readonly client: ClientId | undefined
}

/** The type is bare, for a tunnel once failed on a charset; the rest keeps middleboxes from holding bytes. */
export const STREAM_HEADERS = {
  'Content-Type': 'text/event-stream',
  'Cache-Control': 'no-cache, no-store, no-transform',
  'X-Accel-Buffering': 'no',
  // A kept connection would hold up a server that wants to stop.
  Connection: 'close',
  Vary: 'Accept',
} as const

/** Why nothing can follow from where a reader stands; undefined when it can. */
export function findMismatch(
  log: DocumentLog,
  document: LoggedDocument,
  { after, epoch, chain }: Cursor,
): ResetEvent['reason'] | undefined {
  if (epoch !== undefined && epoch !== document.epoch) return 'epoch-changed'
  if (after > document.seq) return 'ahead'
  if (chain !== undefined && chain.value !== log.chainAt(document.id, chain.at)) return 'chain-broken'
  return undefined
}

/**
 * Takes over a response and streams a document on it: headers and `hello` at once, then everything after the
 * cursor, for as long as the reader stays. Registers and reads the head in one turn, so no event falls
 * between history and live. Everything is given back on `close`, once.
 */
export function openStream(response: ServerResponse, request: StreamRequest, deps: StreamDeps): void {
  const { document, cursor, you, client } = request
  const { hub, presence, metrics } = deps
  metrics.streamsOpened += 1
  response.writeHead(200, STREAM_HEADERS)
  // The socket's own complaints end in `close`; without a listener they would end the process.
  response.on('error', () => undefined)
  const mismatch = findMismatch(deps.log, document, cursor)
  if (mismatch) {
    metrics.resets += 1
    const reset: ResetEvent = { reason: mismatch }
    response.end(`${hello(request, deps)}${encodeFrame({ event: 'reset', data: reset })}`)
    return
  }
  const watching = hub.watch(document.id, document.seq, (watched) =>
    createListener(response, cursor.after, watched, {
      ...deps,
      log: deps.logger,
      present: () => presence.list(document.id),
    }),
  )
  const leave = client && presence.join(document.id, client, you, document.seq)
  response.once('close', () => {
    watching.release()
    leave?.()
  })
  response.write(hello(request, deps))
  watching.listener.wake()
}

function hello({ document, you }: StreamRequest, { presence, heartbeatMs }: StreamDeps): string {
  const data: HelloEvent = {
    you,
    epoch: document.epoch,
    head: document.seq,
    chain: document.chain,
    schema: SCHEMA_VERSION,
    heartbeatMs,
    present: presence.list(document.id),
  }
  return encodeFrame({ event: 'hello', data })
}
