import * as v from 'valibot'
import { isRefusalCode, REFUSALS, type RefusalCode } from '../../document/protocol/refusals.ts'
import { SharedHello, SharedRefusal, SharedReset } from '../../document/protocol/shared-events.ts'
import type { Line } from './line.ts'
import { type Asked, relayDurable, reset, type Subscriber } from './subscriber.ts'

/** Where an event came, and whom it may concern. */
export interface Heard {
  readonly line: Line
  readonly subscribers: ReadonlySet<Subscriber>
  /** The line that is about to relieve this one: whom it has greeted hears of presence from it alone. */
  readonly relief: Line | undefined
  /** The server cannot tell a document for now. */
  readonly onTrouble: () => void
}

const OfDocument = v.looseObject({ document: v.string() })

/** Hands on one event of a line to the pages it concerns. */
export function hear(heard: Heard, kind: string, data: unknown): void {
  const read = v.safeParse(OfDocument, data)
  // A heartbeat is of no document.
  if (!read.success) return
  const { document } = read.output
  const { line, subscribers } = heard
  const asked = line.asked.get(document)
  if (asked && kind === 'hello') greet(heard, asked, data)
  else if (asked && kind === 'refusal') refuseDocument(heard, asked, data)
  else if (asked && kind === 'reset') resetFirst(heard, asked, data)
  else
    for (const one of of(subscribers, document)) {
      if (kind !== 'presence') relayDurable(one, kind, data)
      // The line that said hello last tells all that happened since; an older one only what is known.
      else if (one.line === line) one.listener.onEvent(kind, data)
    }
}

function of(subscribers: Iterable<Subscriber>, document: string): Subscriber[] {
  return [...subscribers].filter((one) => one.document === document && !one.isOver)
}

function greet({ line, subscribers, relief }: Heard, asked: Asked, data: unknown): void {
  const read = v.safeParse(SharedHello, data)
  line.unanswered.delete(asked.document)
  for (const one of of(asked.subscribers, asked.document)) {
    if (!subscribers.has(one) || (relief && one.line === relief)) continue
    // A page that does not understand a hello is too old, and says so.
    if (!read.success) {
      one.listener.onEvent('hello', data)
      continue
    }
    const { document: _, ...hello } = read.output
    one.line = line
    one.listener.onHello(hello, line.transport)
    const { seq, epoch } = one.cursor
    // Another epoch the page sees for itself; of the log's end only the line knows how it fits the cursor.
    if (hello.epoch !== epoch) continue
    // A hello that was under way for long is older than what another line has told since.
    if (hello.head < Math.min(seq, asked.stoodAt.get(one) ?? seq)) reset(one, 'ahead')
  }
}

/** Those who stand where the line began are on another log; the others may not be, and are asked for anew. */
function resetFirst({ line, subscribers }: Heard, asked: Asked, data: unknown): void {
  const read = v.safeParse(SharedReset, data)
  if (!read.success) return
  line.unanswered.delete(asked.document)
  line.asked.delete(asked.document)
  for (const one of of(asked.first, asked.document)) if (subscribers.has(one)) reset(one, read.output.reason)
}

function refuseDocument({ line, subscribers, onTrouble }: Heard, asked: Asked, data: unknown): void {
  const read = v.safeParse(SharedRefusal, data)
  const code = read.success ? read.output.error.code : undefined
  line.unanswered.delete(asked.document)
  if (isRefusalCode(code) && REFUSALS[code].retry !== 'after-waiting')
    refuse({ asked: new Map([[asked.document, asked]]) }, subscribers, code)
  else onTrouble()
}

/** Tells all for whom a line asked that the server will not let them follow. */
export function refuse(
  { asked }: Pick<Line, 'asked'>,
  subscribers: ReadonlySet<Subscriber>,
  code: RefusalCode,
): void {
  for (const each of asked.values()) {
    for (const one of of(each.subscribers, each.document)) {
      if (!subscribers.has(one)) continue
      one.isOver = true
      one.listener.onRefused(code)
    }
  }
}

/** True when every page that a line names is still there, so that nobody is present who has gone. */
export function isWished({ asked }: Line, subscribers: ReadonlySet<Subscriber>): boolean {
  const clients = new Set([...subscribers].map(({ client }) => client))
  return [...asked.values()].every((each) => each.clients.every((client) => clients.has(client)))
}
