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

/** A joined row as the wire shows it, and how many bytes its body has. Throws when the row is damaged. */
export function readLoggedEvent(row: unknown): { event: LoggedEvent; bytes: number } {
  const { body, kind, chain, person, name, ...rest } = v.parse(Row, row)
  const { steps, dropped = [], tags, hash, trashed } = readBody(body)
  const common = {
    ...rest,
    chain: Buffer.from(chain).toString('base64url'),
    person: { id: person, name },
  }
  if (kind === EVENT_KINDS.trash)
    return { event: { kind: 'trash', ...v.parse(TrashEvent, { ...common, trashed }) }, bytes: body.length }
  const event = v.parse(CommitEvent, {
    ...common,
    steps,
    dropped,
    ...(tags ? { tags } : {}),
    ...(hash ? { hash } : {}),
  })
  return { event: { kind: 'commit', ...event }, bytes: body.length }
}
