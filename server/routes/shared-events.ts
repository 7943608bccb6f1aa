import Router from '@koa/router'
import * as v from 'valibot'
import { Chain, ClientId, Epoch } from '../../document/protocol/ids.ts'
import { PAGE_BYTES, PAGE_EVENTS } from '../../document/protocol/limits.ts'
import type { Me } from '../../document/protocol/person.ts'
import type { PolledDocument, SharedPage } from '../../document/protocol/shared-events.ts'
import { readSubscriptions, type Subscription } from '../../document/protocol/subscriptions.ts'
import type { Context, State } from '../context.ts'
import { waitForNews } from '../live/poll.ts'
import {
  findMismatch,
  greet,
  openSharedStream,
  presentRefused,
  type Readable,
  type Unreadable,
} from '../live/stream.ts'
import { validate } from '../middleware/body.ts'
import { Refusal } from '../refusal.ts'
import { withJson, writeEvents } from './event-page.ts'
import { answerWithJson, type EventDeps } from './events.ts'
import { readQuery } from './query.ts'
import { readEnding, readWait, respondToNobody, respondWithStream } from './stream-request.ts'

/** About how many bytes of event bodies one answer to a poll holds. */
const ANSWER_BYTES = 1_048_576

const Known = v.object({
  epoch: v.optional(Epoch),
  chain: v.optional(Chain),
  clients: v.array(ClientId),
})

type Entry = Readable | Unreadable

/** `GET /api/events?documents=…`: many documents on one stream, or one page of each as JSON, by `Accept`. */
export function sharedEventRoutes(deps: EventDeps): Router<State> {
  const routes = new Router<State>({ sensitive: true, strict: true })
  routes.get('/api/events', async (ctx) => {
    const subscriptions = readDocuments(ctx)
    const waitMs = readWait(ctx)
    const ending = readEnding(ctx)
    // A document is looked up and each client claimed: a list of a hundred is a hundred questions.
    ctx.state.visitor.owe('read', subscriptions.length + clientsIn(subscriptions))
    const you = deps.whoIs(ctx.state.person)
    const entries = subscriptions.map((subscription) => toEntry(subscription, you, deps))
    if (ending === 'page') return answerPoll(ctx, entries, waitMs, deps)
    const who = { you, visitor: ctx.state.visitor }
    respondWithStream(ctx, deps.places, () => openSharedStream(ctx.res, entries, who, deps))
  })
  return routes
}

function readDocuments(ctx: Context): Subscription[] {
  const read = readSubscriptions(readQuery(ctx, 'documents') ?? '')
  if (read.kind === 'invalid-cursor') throw new Refusal('invalid-cursor')
  if (read.kind === 'ill-formed') throw new Refusal('invalid-request', { reason: read.reason })
  return read.subscriptions
}

function clientsIn(subscriptions: readonly Subscription[]): number {
  return subscriptions.reduce((sum, { clients }) => sum + clients.length, 0)
}

/** A document somebody may read, with their clients; what is wrong with one does not stop the others. */
function toEntry(subscription: Subscription, { id: person }: Me, { allow, clients }: EventDeps): Entry {
  const { document: name, seq: after } = subscription
  const known = validate(Known, subscription)
  try {
    const document = allow(person, name, 'read')
    for (const client of known.clients) {
      if (!clients.claim(client, person)) return { name, refused: 'client-taken' }
    }
    const chain = known.chain === undefined ? undefined : { at: after, value: known.chain }
    return { document, cursor: { after, epoch: known.epoch, chain }, clients: known.clients }
  } catch (error) {
    if (error instanceof Refusal) return { name, refused: error.code }
    throw error
  }
}

async function answerPoll(ctx: Context, entries: Entry[], waitMs: number, deps: EventDeps): Promise<void> {
  const { person, visitor } = ctx.state
  const { presence } = deps
  const you = deps.whoIs(person)
  const documents = entries.filter((entry) => 'document' in entry)
  const leaving = documents.flatMap(({ document: { id, seq }, clients }) =>
    clients.map((client) => presence.join(id, client, { you, visitor }, seq)),
  )
  try {
    if (waitMs > 0 && !entries.some((entry) => hasNews(entry, deps))) {
      const people = documents.some(({ document, clients }) => presence.hasMissed(document.id, clients))
        ? 'due'
        : 'awaited'
      const request = { visitor, documents, waitMs, people } as const
      const end = await waitForNews(ctx.res, request, deps)
      if (end === 'gone') return respondToNobody(ctx)
      if (end === 'shutting-down') throw new Refusal('shutting-down')
    }
    await deps.pace.pass(visitor.network, PAGE_BYTES)
    const pages = readPages(entries, deps.whoIs(person), deps)
    answerWithJson(ctx, `{"documents":[${pages.join()}]}`, deps)
    for (const { document, clients } of documents) presence.answered(document.id, clients)
  } finally {
    for (const leave of leaving) leave()
  }
}

function hasNews(entry: Entry, { log }: EventDeps): boolean {
  if ('refused' in entry) return true
  return entry.document.seq > entry.cursor.after || findMismatch(log, entry) !== undefined
}

/**
 * The `documents` of a `SharedPage`, each as JSON. Each is looked up again: it may have grown, and the right to read it
 * may have ended.
 */
function readPages(entries: readonly Entry[], you: Me, deps: EventDeps): string[] {
  const { log, may, metrics } = deps
  let room = ANSWER_BYTES
  return entries.map((entry) => {
    if ('refused' in entry) return write({ document: entry.name, refusal: presentRefused(entry.refused) })
    const { id } = entry.document
    const document = may(you.id, id, 'read') ? log.find(id) : undefined
    if (!document) return write({ document: id, refusal: presentRefused('not-found') })
    const { cursor } = entry
    const reason = findMismatch(log, { document, cursor })
    if (reason) {
      metrics.resets += 1
      return write({ document: id, reset: { reason } })
    }
    const events = room > 0 ? log.eventsAfter(id, cursor.after, PAGE_EVENTS, Math.min(PAGE_BYTES, room)) : []
    const more = (events.at(-1)?.seq ?? cursor.after) < document.seq
    const json = writeEvents(events)
    room -= json.length
    return withJson({ document: id, ...greet(document, you, deps), more }, 'events', json)
  })
}

function write(document: Exclude<SharedPage['documents'][number], PolledDocument>): string {
  return JSON.stringify(document)
}
