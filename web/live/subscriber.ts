import * as v from 'valibot'
import { SharedDurable } from '../../document/protocol/shared-events.ts'
import type { Subscription } from '../../document/protocol/subscriptions.ts'
import type { Cursor, FeedListener, Wish } from './feed.ts'

/** One page's place in a lane. */
export interface Subscriber {
  readonly document: string
  readonly client: string
  readonly listener: FeedListener
  /** Moves with the events that were relayed. */
  cursor: Cursor
  /** The line that has said hello for this page last, while it lives. */
  line: object | undefined
  /** Reset or refused: nothing more follows. */
  isOver: boolean
}

/** A page at the beginning of its place. */
export function createSubscriber(
  { document, client, seq, chain, epoch }: Wish,
  listener: FeedListener,
): Subscriber {
  return { document, client, listener, cursor: { seq, chain, epoch }, line: undefined, isOver: false }
}

/** A document as a line asks for it, and the pages it asks for. */
export interface Asked extends Subscription {
  readonly seq: number
  /** Those whose page stands exactly where the line begins: a reset is theirs. */
  readonly first: ReadonlySet<Subscriber>
  readonly subscribers: ReadonlySet<Subscriber>
  /** The event each page stood at when the line asked: others may tell it more before the line answers. */
  readonly stoodAt: ReadonlyMap<Subscriber, number>
}

/** One entry a document: from the smallest cursor, for all pages of it. */
export function mergeByDocument(subscribers: Iterable<Subscriber>): Map<string, Asked> {
  const grouped = new Map<string, Subscriber[]>()
  for (const subscriber of subscribers) {
    if (subscriber.isOver) continue
    const group = grouped.get(subscriber.document) ?? []
    grouped.set(subscriber.document, [...group, subscriber])
  }
  return new Map([...grouped].map(([document, group]) => [document, ask(document, group)]))
}

function ask(document: string, group: readonly Subscriber[]): Asked {
  const seq = Math.min(...group.map(({ cursor }) => cursor.seq))
  const first = group.filter(({ cursor }) => cursor.seq === seq)
  const { chain, epoch } = first[0]?.cursor ?? {}
  const clients = [...new Set(group.map(({ client }) => client))]
  const stoodAt = new Map(group.map((one) => [one, one.cursor.seq]))
  return { document, seq, chain, epoch, clients, first: new Set(first), subscribers: new Set(group), stoodAt }
}

/**
 * True when a line can prove both pages' pasts at once. It proves the chain where it begins and each later one by
 * the event that stands there; of two different chains at one number it can begin at one only.
 */
export function canShareLine(one: Subscriber, { cursor: other, document }: Subscriber): boolean {
  if (one.document !== document) return true
  if (one.cursor.epoch !== other.epoch) return false
  return one.cursor.seq !== other.seq || one.cursor.chain === other.chain
}

/** Where a page stands after an event. A gap leaves it where it was, so that the next line brings what was missing. */
export function followCursor(cursor: Cursor, { seq, chain }: Pick<SharedDurable, 'seq' | 'chain'>): Cursor {
  return seq === cursor.seq + 1 ? { ...cursor, seq, chain } : cursor
}

/** The number and chain of an event of the log; undefined for anything else. */
export function readDurable(data: unknown): SharedDurable | undefined {
  const read = v.safeParse(SharedDurable, data)
  return read.success ? read.output : undefined
}

/**
 * Hands a page an event of its document's log, if it does not have it yet, and moves its cursor. An event at the
 * cursor with another chain ends in a reset: the log is not the page's.
 */
export function relayDurable(subscriber: Subscriber, kind: string, data: unknown): void {
  const { cursor, listener } = subscriber
  const event = readDurable(data)
  // What this build cannot even number is the page's to judge.
  if (!event) {
    listener.onEvent(kind, data)
    return
  }
  if (event.seq === cursor.seq && event.chain !== cursor.chain) reset(subscriber, 'chain-broken')
  if (event.seq <= cursor.seq) return
  subscriber.cursor = followCursor(cursor, event)
  listener.onEvent(kind, data)
}

/** Tells a page, once, that nothing can follow from where it stands. */
export function reset(subscriber: Subscriber, reason: string): void {
  if (subscriber.isOver) return
  subscriber.isOver = true
  subscriber.listener.onEvent('reset', { reason })
}
