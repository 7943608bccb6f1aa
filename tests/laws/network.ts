import { createParser } from 'eventsource-parser'
import { readEvent } from '../../web/sync/read-event.ts'
import type { ReadCommit } from '../../web/sync/sync-state.ts'
import type { Random } from '../support/random.ts'
import { law } from './law.ts'
import type { Observed } from './observer.ts'

const LONGEST_PIECE = 200

/**
 * The events as they come over a wire that breaks their bytes anywhere, repeats some, and is cut at a random byte:
 * those that arrived whole, read by the product's own reader.
 */
export function throughWire(events: readonly Observed[], random: Random): ReadCommit[] {
  const frames = events.flatMap(({ frame }) => (random.chance(0.1) ? [frame, frame] : [frame]))
  const bytes = Buffer.from(frames.join(''))
  const end = random.chance(0.5) ? bytes.length : random.int(bytes.length + 1)
  const arrived: ReadCommit[] = []
  const parser = createParser({
    onEvent({ event = 'message', data }) {
      const read = readEvent(event, JSON.parse(data))
      law('I2', read !== undefined, () => `a page cannot read ${data}`)
      if (read) arrived.push(read)
    },
  })
  const decoder = new TextDecoder()
  for (let at = 0; at < end; ) {
    const next = Math.min(end, at + 1 + random.int(LONGEST_PIECE))
    parser.feed(decoder.decode(bytes.subarray(at, next), { stream: true }))
    at = next
  }
  return arrived
}
