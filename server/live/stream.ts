import type { ServerResponse } from 'node:http'
import type { DocumentLog, LoggedDocument } from '../../db/document-log.ts'
import type { ClientId } from '../../document/protocol/ids.ts'
import type { Me } from '../../document/protocol/person.ts'
import type { Participant } from '../../document/protocol/presence.ts'
import { REFUSALS, type RefusalCode } from '../../document/protocol/refusals.ts'
import type { SharedRefusal } from '../../document/protocol/shared-events.ts'
import { encodeId } from '../../document/protocol/sse-frame.ts'
import type { HelloEvent, ResetEvent } from '../../document/protocol/stream-events.ts'
import { SCHEMA_VERSION } from '../../document/protocol/version.ts'
import type { May } from '../may.ts'
import { type Connection, type ConnectionDeps, createConnection, type Source } from './connection.ts'
import { encodeIn, type Form } from './form.ts'
import type { Hub } from './hub.ts'
import { createListener } from './listener.ts'
import type { Presence } from './presence.ts'
import type { Readers } from './readers.ts'
import type { Who } from './room.ts'

/** Where a reader stands, and what they know of the log there. */
export interface Cursor {
  readonly after: number
  readonly epoch?: string | undefined
  /** The chain the reader knows, and the number it stands at. */
  readonly chain?: { readonly at: number; readonly value: string } | undefined
}

/** What streams need from outside. */
export interface StreamDeps extends ConnectionDeps {
  readonly hub: Hub
  readonly readers: Readers
  readonly log: DocumentLog
  readonly presence: Presence
  readonly may: May
  readonly heartbeatMs: number
}

/** A document somebody may read, from where they stand. */
export interface Readable {
  readonly document: LoggedDocument
  readonly cursor: Cursor
  /** With clients the reader is present in the document; without any they only read. */
  readonly clients: readonly ClientId[]
}

/** A document of a shared stream that is not told, by the name the reader gave it. */
export interface Unreadable {
  readonly name: string
  readonly refused: RefusalCode
}

interface Run {
  readonly form: Form
  readonly who: Who
}

/** Why nothing can follow from where a reader stands; undefined when it can. */
export function findMismatch(
  log: DocumentLog,
  { document, cursor: { after, epoch, chain } }: Pick<Readable, 'document' | 'cursor'>,
): ResetEvent['reason'] | undefined {
  if (epoch !== undefined && epoch !== document.epoch) return 'epoch-changed'
  if (after > document.seq) return 'ahead'
  if (chain !== undefined && chain.value !== log.chainAt(document.id, chain.at)) return 'chain-broken'
  return undefined
}

/** What a reader is told first of a document. */
export function greet(
  document: LoggedDocument,
  you: Me,
  { presence, heartbeatMs }: Pick<StreamDeps, 'presence' | 'heartbeatMs'>,
): HelloEvent {
  const { id, epoch, seq: head, chain, trashedAt } = document
  const hello = { you, epoch, head, chain, schema: SCHEMA_VERSION, heartbeatMs, present: presence.list(id) }
  return trashedAt === undefined ? hello : { ...hello, trashed: true }
}

/** A refusal as a shared stream and its pages tell it. */
export function presentRefused(code: RefusalCode): SharedRefusal['error'] {
  return { code, message: REFUSALS[code].message }
}

/**
 * Takes over a response and streams one document on it, for as long as the reader stays. When their right to
 * read ends, their cursor is moved past what they may not see and the stream ends.
 */
export function openStream(response: ServerResponse, readable: Readable, who: Who, deps: StreamDeps): void {
  const connection = openConnection(response, deps)
  connection.guarded(() => {
    follow(connection, readable, { form: 'single', who }, deps)
    begin(connection)
  })
}

/** The same for many documents. What cannot be read is told, and the others go on. */
export function openSharedStream(
  response: ServerResponse,
  entries: readonly (Readable | Unreadable)[],
  who: Who,
  deps: StreamDeps,
): void {
  const connection = openConnection(response, deps)
  connection.guarded(() => {
    for (const entry of entries) {
      if ('refused' in entry) refuse(connection, entry.name, entry.refused)
      else follow(connection, entry, { form: 'shared', who }, deps)
    }
    begin(connection)
  })
}

function openConnection(response: ServerResponse, deps: StreamDeps): Connection {
  deps.metrics.streamsOpened += 1
  const connection = createConnection(response, deps)
  response.once('close', deps.readers.add(connection))
  return connection
}

function begin(connection: Connection): void {
  if (connection.sources() === 0) connection.finish()
  else connection.begin()
  connection.flush()
}

/**
 * Lets a document run onto a connection: hello at once, then everything after the cursor. Registers and reads
 * the head in one turn, so no event falls between history and live. All is given back when the reader goes,
 * and when they may not read any more.
 */
function follow(connection: Connection, readable: Readable, run: Run, deps: StreamDeps): void {
  const { document, cursor, clients } = readable
  const { hub, presence, metrics } = deps
  const { form, who } = run
  const { you } = who
  const { id } = document
  const hello = (): void => connection.send(encodeIn(form, id, 'hello', greet(document, you, deps)))
  const mismatch = findMismatch(deps.log, readable)
  if (mismatch) {
    const reset: ResetEvent = { reason: mismatch }
    metrics.resets += 1
    hello()
    connection.send(encodeIn(form, id, 'reset', reset))
    return
  }
  const present = (): Participant[] => presence.list(id)
  const mayRead = (): boolean => deps.may(you.id, id, 'read')
  const watching = hub.watch(id, document.seq, (watched) =>
    createListener({
      ...{ connection, form, document: id, after: cursor.after, watched, metrics, mayRead, present },
      onLost() {
        if (form === 'single') connection.send(Buffer.from(encodeId(watched.head())))
        else refuse(connection, id, 'not-found')
        release()
        if (connection.sources() === 0) connection.finish()
      },
    }),
  )
  const leaving = clients.map((client) => presence.join(id, client, who, document.seq))
  const source: Source = { ...watching.listener, close: release }
  function release(): void {
    watching.release()
    connection.detach(source)
    for (const leave of leaving.splice(0)) leave()
  }
  connection.attach(source)
  hello()
}

function refuse(connection: Connection, document: string, code: RefusalCode): void {
  connection.send(encodeIn('shared', document, 'refusal', { error: presentRefused(code) }))
}
