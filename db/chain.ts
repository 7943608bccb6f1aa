import { createHash } from 'node:crypto'
import { HASH_BYTES } from '../document/commit/hash.ts'

/** The chain before the first event. Two documents never share one, because epochs are random. */
export function firstChain(epoch: string): Buffer {
  return cutHash([epoch])
}

/** What an event's chain covers besides its forerunner's: every byte that a reader is shown. */
export interface ChainedEvent {
  readonly seq: number
  readonly id: string
  readonly client: string
  readonly person: string
  readonly at: number
  readonly body: string
}

/** The chain after an event: two logs with the same seq and chain share their whole past. */
export function nextChain(previous: Buffer, event: ChainedEvent): Buffer {
  const { seq, id, client, person, at, body } = event
  return cutHash([previous, `\n${seq}\n${id}\n${client}\n${person}\n${at}\n${body}`])
}

function cutHash(parts: (string | Buffer)[]): Buffer {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest().subarray(0, HASH_BYTES)
}
