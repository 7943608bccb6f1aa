import type { Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { createMessageSplitter } from './http-messages.ts'
import { draw, type LineCounts, type LineFaults, type Range } from './line-faults.ts'
import type { Random } from './random.ts'

/** A request that is larger is not sent twice. */
const REPEATED_BYTES = 1_048_576

/** A repeated request follows the first one this much later, in milliseconds, when the line is not slow itself. */
const REPEAT_DELAY: Range = [0, 300]

/** Watches requests go by, and sends some of the POSTs a second time over a connection of their own. */
export function createRepeater(
  connectFar: () => Socket,
  {
    faults,
    random,
    counts,
  }: { readonly faults: () => LineFaults; readonly random: Random; readonly counts: LineCounts },
): (piece: Buffer) => void {
  const split = createMessageSplitter()
  let request: Buffer[] = []
  let size = 0

  async function sendAgain(bytes: Buffer): Promise<void> {
    counts.duplicated += 1
    await wait(draw(random, faults().delay ?? REPEAT_DELAY))
    const again = connectFar()
    const splitAnswer = createMessageSplitter()
    again.on('data', (piece) => {
      if (splitAnswer(piece).some(({ isLast }) => isLast)) again.destroy()
    })
    again.once('end', () => again.destroy())
    again.write(bytes)
  }

  return (piece: Buffer): void => {
    for (const { bytes, head, isLast } of split(piece)) {
      size += bytes.length
      if (size <= REPEATED_BYTES) request.push(bytes)
      if (!isLast) continue
      const share = faults().duplicate ?? 0
      const isWhole = size <= REPEATED_BYTES
      if (head?.startsWith('POST ') && isWhole && random.chance(share)) void sendAgain(Buffer.concat(request))
      request = []
      size = 0
    }
  }
}
