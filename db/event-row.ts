import * as v from 'valibot'
import { CommitEvent, TrashEvent } from '../document/protocol/stream-events.ts'
import type { LoggedEvent } from './document-log.ts'
import { EVENT_KINDS } from './event-kind.ts'
import type { EventBody } from './events.ts'

/**
 * Reads the JSON of a body. Its steps are looked into by `readStoredSteps`; the rest was written by us under
 * a schema that the version in `protocol/version.ts` names.
 */
export function readBody(body: string): EventBody {
  return JSON.parse(body) as EventBody
}

const Row = v.object({
  seq: v.number(),
  kind: v.number(),
  chain: v.instance(Uint8Array),
  id: v.string(),
  client: v.string(),
  person: v.string(),
  name: v.string(),
  at: v.number(),
  body: v.string(),
})
type Row = v.InferOutput<typeof Row>

/** From this size on a body goes into its event as the text that it is: reading a megabyte takes as long as a hundred events. */
const LONG_BODY = 16_384

/** A joined row as the wire shows it, and how many bytes its body has. Throws when the row is damaged. */
export function readLoggedEvent(row: unknown): { event: LoggedEvent; bytes: number } {
  const read = v.parse(Row, row)
  return { event: toText(read) ?? toEvent(read), bytes: read.body.length }
}

/** What every event says of itself besides its body. */
function headOf({ seq, chain, id, client, person, name, at }: Row): object {
  const author = { id: person, name }
  return { seq, chain: Buffer.from(chain).toString('base64url'), id, client, person: author, at }
}

/** A long commit without reading its steps; undefined for one that says more than its body does. */
function toText(row: Row): LoggedEvent | undefined {
  const { body, kind, seq } = row
  const isWhole = body.startsWith('{"steps":[') && body.endsWith('}')
  // No string holds it, quotes are escaped there: without it nothing was dropped.
  const isPlain = kind === EVENT_KINDS.commit && isWhole && !body.includes('"dropped":')
  if (body.length < LONG_BODY || !isPlain) return undefined
  const head = JSON.stringify({ ...headOf(row), dropped: [] })
  return { kind: 'commit', seq, json: `${head.slice(0, -1)},${body.slice(1)}` }
}

function toEvent(row: Row): LoggedEvent {
  const { seq } = row
  const { steps, dropped = [], tags, hash, trashed } = readBody(row.body)
  const head = headOf(row)
  if (row.kind === EVENT_KINDS.trash)
    return { kind: 'trash', seq, json: JSON.stringify(v.parse(TrashEvent, { ...head, trashed })) }
  const others = { ...(tags ? { tags } : {}), ...(hash ? { hash } : {}) }
  const event = v.parse(CommitEvent, { ...head, steps, dropped, ...others })
  return { kind: 'commit', seq, json: JSON.stringify(event) }
}
