import * as v from 'valibot'
import { readSteps } from '../../document/commit/sound-step.ts'
import { Chain, Seq } from '../../document/protocol/ids.ts'
import { CommitEvent } from '../../document/protocol/stream-events.ts'
import type { ReadCommit } from './sync-state.ts'

/** A durable event as the client takes it in; `client` is '' for a kind this build does not know. */
export interface ReadEvent extends ReadCommit {
  readonly client: string
  /** Of a move into the trash (true) or out of it (false); undefined for every other event. */
  readonly isTrashed?: boolean
}

const UnknownEvent = v.looseObject({ seq: Seq, chain: Chain })
const Moved = v.looseObject({ trashed: v.boolean() })

/**
 * Reads a durable event. A kind this build does not know moves the sequence number and nothing else. Undefined
 * for one it cannot read: the page is older than the server and must not go on.
 */
export function readEvent(kind: string, data: unknown): ReadEvent | undefined {
  if (kind !== 'commit') {
    const other = v.safeParse(UnknownEvent, data)
    if (!other.success) return undefined
    const { seq, chain } = other.output
    const event = { seq, chain, id: '', client: '', steps: [], dropped: [] }
    const moved = v.safeParse(Moved, data)
    return kind === 'trash' && moved.success ? { ...event, isTrashed: moved.output.trashed } : event
  }
  const parsed = v.safeParse(CommitEvent, data)
  if (!parsed.success) return undefined
  const { seq, chain, id, client, steps, dropped, hash } = parsed.output
  const read = readSteps(steps)
  return read.kind === 'steps' ? { seq, chain, id, client, steps: read.steps, dropped, hash } : undefined
}
