import type { ClientId, DocumentId } from '../../document/protocol/ids.ts'
import type { Participant, PresenceEvent } from '../../document/protocol/presence.ts'
import type { Metrics } from '../metrics.ts'
import type { Connection, Source } from './connection.ts'
import { encodeIn, type Form } from './form.ts'
import type { Listener, PresenceNews, Watched } from './hub.ts'

/** What a listener needs from outside. */
export interface ListenerDeps {
  readonly connection: Connection
  readonly form: Form
  readonly document: DocumentId
  /** The newest event the reader has. */
  readonly after: number
  readonly watched: Watched
  readonly metrics: Metrics
  /** Asked before anything of the document is sent, and once a heartbeat. */
  readonly mayRead: () => boolean
  /** Told once when `mayRead` said no: nothing more of the document may be sent. */
  readonly onLost: () => void
  /** Everyone present now, for a reader who missed the news of it. */
  readonly present: () => Participant[]
}

/**
 * One document for one reader, as a cursor into the log. It sends from the cursor to the head and stops when
 * the connection is full; the room that comes back wakes it as a commit does, so replay and live are one path
 * and a slow reader costs no buffer.
 */
export function createListener(deps: ListenerDeps): Listener & Omit<Source, 'close'> {
  const { connection, form, document, after, watched, metrics, mayRead, onLost, present } = deps
  const openedAt = watched.head()
  let cursor = after
  let isLost = false
  /** Who left while the connection was full; undefined when no presence was missed. */
  let missed: Set<ClientId> | undefined

  /** True when the right is gone. */
  function checkRight(): boolean {
    if (!isLost && !mayRead()) {
      isLost = true
      onLost()
    }
    return isLost
  }

  function catchUp(): void {
    while (!connection.isFull() && cursor < watched.head() && !checkRight()) {
      const batch = watched.tail.batchAfter(cursor, form)
      if (!batch)
        throw new Error(`the log has no event after ${cursor} although its head is ${watched.head()}`)
      metrics.eventsSent += batch.last - cursor
      metrics.catchUpRows += Math.max(0, Math.min(batch.last, openedAt) - cursor)
      cursor = batch.last
      connection.send(batch.bytes, true)
    }
    if (missed && !connection.isFull() && !checkRight()) catchUpPresence(missed)
  }

  function catchUpPresence(gone: Set<ClientId>): void {
    const changed = present()
    for (const { client } of changed) gone.delete(client)
    missed = undefined
    const event: PresenceEvent = { changed, left: [...gone] }
    connection.send(encodeIn(form, document, 'presence', event))
  }

  function tellPresence(news: PresenceNews): void {
    if (checkRight()) return
    if (!connection.isFull()) {
      connection.send(news.in(form), true)
      return
    }
    missed ??= new Set()
    for (const client of news.left) missed.add(client)
  }

  return {
    wake: (news) =>
      connection.guarded(() => {
        catchUp()
        for (const each of news) tellPresence(each)
      }),
    flush: () => connection.guarded(connection.flush),
    resume: catchUp,
    check: () => void checkRight(),
  }
}
